namespace RuVector.Training.Mining;

/// <summary>Chooses for every row its farthest positive and its closest negative.</summary>
/// <remarks>
/// <para>Of equally far positives, and of equally close negatives, the one of lower index. The anchor itself is neither. A row without a positive still gets its negative, and a row without a negative its positive;
/// a loss gives such a row no term and counts it.</para>
/// <para>Immutable and thread safe. Source: Hermans, Beyer, Leibe, "In defense of the triplet loss for person re-identification", 2017, eq. 5.</para>
/// </remarks>
public sealed class BatchHardMiner : IPairMiner
{
    private readonly ScoreMeasure _measure;

    /// <summary>Creates the miner.</summary>
    /// <param name="measure">How pairs are scored.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="measure"/> is not a known one.</exception>
    public BatchHardMiner(ScoreMeasure measure = ScoreMeasure.Cosine)
    {
        MiningGuard.CheckDefined(measure, nameof(measure));
        _measure = measure;
    }

    /// <inheritdoc/>
    public void Mine(in ContrastiveBatch batch, MinedPairs result) => PairMining.Run(batch, _measure, result, default(BatchHardPairs));
}
