using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Multi-similarity loss: positives less similar than a base and negatives more similar than it count the more, the farther they are off among their like.</summary>
/// <remarks>
/// <para><c>L_i = (1/alpha) log( 1 + sum_p exp(-alpha (s_ip - base)) ) + (1/beta) log( 1 + sum_n exp(beta (s_in - base)) )</c>, s the cosine or dot product; no pairs are mined here.</para>
/// <para>A side without pairs is 0. A term is a row with at least one positive or negative; <see cref="Reduction.Mean"/> divides by the (weighted) number of those rows, the others are counted and give 0.</para>
/// <para>A zero vector has cosine 0 with everything and gradient exactly 0. Immutable and thread safe.</para>
/// <para>Source: Wang et al., "Multi-Similarity Loss with General Pair Weighting for Deep Metric Learning", 2019, eq. 15.</para>
/// </remarks>
public sealed class MultiSimilarityLoss : ILoss
{
    private readonly MultiSimilarityRow _row;
    private readonly ScoreMeasure _measure;
    private readonly Reduction _reduction;

    /// <summary>Creates the loss with default settings.</summary>
    public MultiSimilarityLoss()
        : this(new MultiSimilarityOptions())
    {
    }

    /// <summary>Creates the loss.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public MultiSimilarityLoss(MultiSimilarityOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        LossGuard.CheckSimilarity(options.Measure, "MultiSimilarity", nameof(options));
        LossGuard.CheckDefined(options.Reduction, nameof(options));
        LossGuard.CheckPositive(options.Alpha, "alpha", nameof(options));
        LossGuard.CheckPositive(options.Beta, "beta", nameof(options));
        LossGuard.CheckFinite(options.Base, "base", nameof(options));
        _row = new MultiSimilarityRow(options.Alpha, options.Beta, options.Base);
        (_measure, _reduction) = (options.Measure, options.Reduction);
    }

    /// <inheritdoc/>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default) =>
        ScoreEngine.Evaluate(batch, outputs, _row, _measure, _reduction);
}
