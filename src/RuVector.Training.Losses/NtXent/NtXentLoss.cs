using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>NT-Xent, the normalized temperature-scaled cross-entropy of SimCLR: two views of one thing should find each other among all others.</summary>
/// <remarks>
/// <para><c>L = mean over (a, p) of [ log( exp(s_ap / t) + sum_n exp(s_an / t) ) - s_ap / t ]</c>, s the cosine or dot product, t the temperature; a term is an (anchor, positive), in both orders where
/// both are anchors. The other positives of the anchor are not in the denominator.</para>
/// <para>Pairs with in-batch negatives and no other candidate are two views of N things: the 2N rows of anchors and positives are all anchors, each with the other view as its positive and the other
/// 2N - 2 rows as its negatives. There are then 2N terms, the row value of a pair is the sum of its two, and both are counted. A pair that the relations ignore is ignored from both its ends.</para>
/// <para>With any other relations (labels, lists, own negatives) the anchors and their candidates are taken as they are.</para>
/// <para>Rows without a positive or a negative have no term and are counted; no terms give 0. A zero vector has cosine 0 with everything and gradient exactly 0. A loss of any size keeps its full gradient.
/// Not thread safe while the temperature is being set; otherwise calls may run at once.</para>
/// <para>Source: Chen, Kornblith, Norouzi, Hinton, "A Simple Framework for Contrastive Learning of Visual Representations", 2020, eq. 1; for labels as pytorch-metric-learning defines it.</para>
/// </remarks>
public sealed class NtXentLoss : ILoss, IHasTemperature
{
    private readonly ScoreMeasure _measure;
    private readonly Reduction _reduction;
    private float _temperature;

    /// <summary>Creates the loss with default settings.</summary>
    public NtXentLoss()
        : this(new NtXentOptions())
    {
    }

    /// <summary>Creates the loss.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public NtXentLoss(NtXentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        LossGuard.CheckSimilarity(options.Measure, "NT-Xent", nameof(options));
        LossGuard.CheckDefined(options.Reduction, nameof(options));
        _temperature = LossGuard.CheckTemperature(options.Temperature, nameof(options));
        (_measure, _reduction) = (options.Measure, options.Reduction);
    }

    /// <inheritdoc/>
    public float Temperature
    {
        get => _temperature;
        set => _temperature = LossGuard.CheckTemperature(value, nameof(value));
    }

    /// <inheritdoc/>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
    {
        NtXentRow row = new(1f / _temperature);
        return batch.Candidates.Rows == batch.Anchors.Rows && ReversedPairs.ArePairs(batch)
            ? TwoViewEvaluation.Evaluate(batch, outputs, row, _measure, _reduction)
            : ScoreEngine.Evaluate(batch, outputs, row, _measure, _reduction);
    }
}
