using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Local contrastive loss: in Euclidean distance, every negative should be farther than the positive by a margin.</summary>
/// <remarks>
/// <para><c>L = mean over (a, p, n) of max(0, |a - p| - |a - n| + margin)</c>: all terms count in the mean, active or not, in the value as in the gradient.</para>
/// <para>At distance 0 and at the corner of the hinge the subgradient 0 is taken. A zero vector is a point like any other. A term is an (anchor, positive, negative);
/// anchors without a positive or a negative have none and are counted. Immutable and thread safe.</para>
/// <para>Source: ruvector-attention, training module; Weinberger and Saul, "Distance Metric Learning for Large Margin Nearest Neighbor Classification", 2009.</para>
/// </remarks>
public sealed class LocalContrastiveLoss : ILoss
{
    private readonly float _margin;
    private readonly Reduction _reduction;

    /// <summary>Creates the loss with default settings.</summary>
    public LocalContrastiveLoss()
        : this(new LocalContrastiveOptions())
    {
    }

    /// <summary>Creates the loss.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public LocalContrastiveLoss(LocalContrastiveOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _margin = LossGuard.CheckNonNegative(options.Margin, "margin", nameof(options));
        LossGuard.CheckDefined(options.Reduction, nameof(options));
        _reduction = options.Reduction;
    }

    /// <inheritdoc/>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default) =>
        ScoreEngine.Evaluate(batch, outputs, new LocalContrastiveRow(_margin), ScoreMeasure.Euclidean, _reduction);
}
