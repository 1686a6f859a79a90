using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>CosFace: classification by the cosine with class weights, with a margin taken off that of the own class.</summary>
/// <remarks>
/// <para><c>L_i = -log( exp(S (cos(theta_y) - m)) / (exp(S (cos(theta_y) - m)) + sum over the other classes of exp(S cos(theta_j))) )</c>.</para>
/// <para>The anchors are embeddings, the candidates class weights: <c>PairRelations.FromLabels(labels, classes)</c>; the gradient by the weights is that of the candidates. A term is an anchor; one whose class has no
/// weight, or no other class beside it, has none and is counted. With several weights of one class the term is the mean over them, each against the other classes.</para>
/// <para>A zero vector has cosine 0 with everything and gradient 0. Immutable and thread safe.</para>
/// <para>Source: Wang et al., "CosFace: Large Margin Cosine Loss for Deep Face Recognition", 2018.</para>
/// </remarks>
public sealed class CosFaceLoss : ILoss
{
    private readonly MarginSoftmaxRow<SubtractedMargin> _row;
    private readonly Reduction _reduction;

    /// <summary>Creates the loss with default settings.</summary>
    public CosFaceLoss()
        : this(new CosFaceOptions())
    {
    }

    /// <summary>Creates the loss.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public CosFaceLoss(CosFaceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        float margin = LossGuard.CheckNonNegative(options.Margin, "margin", nameof(options));
        float scale = LossGuard.CheckNonNegative(options.Scale, "scale", nameof(options));
        LossGuard.CheckDefined(options.Reduction, nameof(options));
        _row = new(new SubtractedMargin(margin), scale);
        _reduction = options.Reduction;
    }

    /// <inheritdoc/>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default) => ScoreEngine.Evaluate(batch, outputs, _row, ScoreMeasure.Cosine, _reduction);
}
