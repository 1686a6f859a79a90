using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Triplet loss: a negative should be farther from the anchor than a positive, by a margin.</summary>
/// <remarks>
/// <para><c>L = mean over triplets (a, p, n) of max(0, d_ap - d_an + margin)</c>, or of <c>log(1 + exp(d_ap - d_an))</c> with the soft margin, which has no margin. The triplets of an anchor are all, the hardest, or
/// the semi-hard ones (<see cref="TripletSelection"/>); they are chosen inside the row, so no list of triplets exists: all triplets of a row cost (positives + negatives) log(positives), not positives times negatives
/// (the soft margin needs one exponential for each).</para>
/// <para>A term is a triplet, or a triplet that violates the margin if <see cref="TripletOptions.MeanOverActive"/>. Anchors without a positive or a negative have none and are counted. At distance 0 and at the corner of
/// the hinge the subgradient 0 is taken; of equally far candidates the lowest counts. Distances beyond float32 give a value that is not finite. Immutable and thread safe.</para>
/// <para>Source: Schroff, Kalenichenko, Philbin, "FaceNet", 2015; hardest and soft margin: Hermans, Beyer, Leibe, "In Defense of the Triplet Loss", 2017.</para>
/// </remarks>
public sealed class TripletLoss : ILoss
{
    private readonly TripletRow _row;
    private readonly ScoreMeasure _measure;
    private readonly Reduction _reduction;

    /// <summary>Creates the loss with default settings.</summary>
    public TripletLoss()
        : this(new TripletOptions())
    {
    }

    /// <summary>Creates the loss.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public TripletLoss(TripletOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        LossGuard.CheckDefined(options.Selection, nameof(options));
        LossGuard.CheckDefined(options.Reduction, nameof(options));
        float margin = LossGuard.CheckNonNegative(options.Margin, "margin", nameof(options));
        (_measure, _reduction) = (Distance.Check(options.Measure, nameof(options)), options.Reduction);
        _row = new TripletRow(options.Selection, new TripletTerm(new Distance(_measure).Sign, margin, options.SoftMargin), options.MeanOverActive);
    }

    /// <inheritdoc/>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default) => ScoreEngine.Evaluate(batch, outputs, _row, _measure, _reduction);
}
