using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>ArcFace: classification by the angle to class weights, with an angle added to that of the own class.</summary>
/// <remarks>
/// <para><c>L_i = -log( exp(S cos(theta_y + m)) / (exp(S cos(theta_y + m)) + sum over the other classes of exp(S cos(theta_j))) )</c>; where <c>theta_y &gt; pi - m</c>, <c>cos(theta_y) - m sin(m)</c> stands for
/// <c>cos(theta_y + m)</c>.</para>
/// <para>The anchors are embeddings, the candidates class weights: <c>PairRelations.FromLabels(labels, classes)</c>; the gradient by the weights is that of the candidates. A term is an anchor; one whose class has no
/// weight, or no other class beside it, has none and is counted. With several weights of one class the term is the mean over them, each against the other classes.</para>
/// <para>A zero vector has cosine 0 with everything and gradient 0. No arc cosine is taken. An angle below 7e-4 radians, which a float32 cosine cannot tell from 0, counts as 0, where the slope <c>cos(m)</c> is
/// taken. Immutable and thread safe.</para>
/// <para>Source: Deng, Guo, Xue, Zafeiriou, "ArcFace: Additive Angular Margin Loss for Deep Face Recognition", 2019.</para>
/// </remarks>
public sealed class ArcFaceLoss : ILoss
{
    private readonly MarginSoftmaxRow<AngularMargin> _row;
    private readonly Reduction _reduction;

    /// <summary>Creates the loss with default settings.</summary>
    public ArcFaceLoss()
        : this(new ArcFaceOptions())
    {
    }

    /// <summary>Creates the loss.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public ArcFaceLoss(ArcFaceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!(options.MarginDegrees is >= 0 and <= 90))
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.MarginDegrees, FormattableString.Invariant($"Expected a margin of 0 to 90 degrees, but got {options.MarginDegrees}."));
        }

        float scale = LossGuard.CheckNonNegative(options.Scale, "scale", nameof(options));
        LossGuard.CheckDefined(options.Reduction, nameof(options));
        _row = new(new AngularMargin(options.MarginDegrees * Math.PI / 180), scale);
        _reduction = options.Reduction;
    }

    /// <inheritdoc/>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default) => ScoreEngine.Evaluate(batch, outputs, _row, ScoreMeasure.Cosine, _reduction);
}
