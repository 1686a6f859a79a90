namespace RuVector.Training.Mining;

/// <summary>Chooses the pairs that tell most by comparison with each other: negatives closer than the farthest positive, positives farther than the closest negative, each by a tolerance.</summary>
/// <remarks>
/// <para>Negatives with <c>s_an &gt; min_p s_ap - epsilon</c>, positives with <c>s_ap &lt; max_n s_an + epsilon</c>, both strict; of a distance <c>s = -d</c>. A row without a positive or without a negative gives nothing.</para>
/// <para>As an <see cref="INegativeMiner"/> it chooses the closest of those negatives, up to the wanted number, closest first; the filters against false negatives apply. As an <see cref="IPairMiner"/> it chooses
/// all of both kinds, and filters have no part in it.</para>
/// <para>Immutable and thread safe. Source: Wang et al., "Multi-Similarity Loss with General Pair Weighting for Deep Metric Learning", 2019, section 3.3.</para>
/// </remarks>
public sealed class MultiSimilarityMiner : IExplainingMiner, IPairMiner
{
    private readonly MiningCore _core;
    private readonly ScoreMeasure _measure;
    private readonly float _epsilon;

    /// <summary>Creates the miner with default settings.</summary>
    public MultiSimilarityMiner()
        : this(new MultiSimilarityMinerOptions())
    {
    }

    /// <summary>Creates the miner.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentException">A setting is out of its range, or contradicts another one.</exception>
    public MultiSimilarityMiner(MultiSimilarityMinerOptions options)
    {
        _core = new MiningCore(options);
        MiningGuard.CheckRange(options.Epsilon is >= 0 and <= float.MaxValue, "a finite Epsilon of 0 or more", options.Epsilon, nameof(options));
        (_measure, _epsilon) = (options.Measure, options.Epsilon);
    }

    /// <inheritdoc/>
    public void Mine(in MiningRequest request, MinedNegatives result) => _core.MineHardest(request, result, new MultiSimilaritySelection(_epsilon));

    /// <inheritdoc/>
    public void Explain(in MiningRequest request, int row, Span<CandidateVerdict> verdicts) => _core.Explain(request, row, verdicts, new MultiSimilaritySelection(_epsilon));

    /// <inheritdoc/>
    public void Mine(in ContrastiveBatch batch, MinedPairs result) => PairMining.Run(batch, _measure, result, new MultiSimilarityPairs(_epsilon));
}
