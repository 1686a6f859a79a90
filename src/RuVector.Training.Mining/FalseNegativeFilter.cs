namespace RuVector.Training.Mining;

/// <summary>Leaves out candidates that may be unlabelled positives; every miner has one, and it works on plain scores too.</summary>
/// <remarks>
/// <para>What it keeps is defined by <see cref="MiningOptions"/>. A filter never reorders: it decides which of the negatives, ordered from the hardest on, a miner may choose.</para>
/// <para>Scores that are not finite are never kept. Immutable and thread safe.</para>
/// <para>Source: mine_hard_negatives of sentence-transformers; positive-aware: de Souza et al., "NV-Retriever: Improving text embedding models with effective hard-negative mining", 2024.</para>
/// </remarks>
public sealed class FalseNegativeFilter
{
    private readonly float? _absoluteMargin;
    private readonly float? _relativeMargin;
    private readonly int _rankStart;
    private readonly int _rankEnd;
    private readonly KeyWindow _scores;

    /// <summary>Creates the filter.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentException">A setting is out of its range, or contradicts another one.</exception>
    public FalseNegativeFilter(MiningOptions options)
    {
        MiningGuard.Check(options);
        Order = new ScoreOrder(options.Measure);
        _scores = Order.Between(options.MinimumScore, options.MaximumScore);
        (_absoluteMargin, _relativeMargin) = (options.AbsoluteMargin, options.RelativeMargin);
        (_rankStart, _rankEnd) = (options.RankStart ?? 0, options.RankEnd ?? int.MaxValue);
        IsActive = NeedsPositive || HasRanks || _scores != KeyWindow.Finite;
    }

    /// <summary>Gets a value indicating whether the filter compares negatives with a positive.</summary>
    public bool NeedsPositive => _absoluteMargin is not null || _relativeMargin is not null;

    internal bool IsActive { get; }

    internal ScoreOrder Order { get; }

    private bool HasRanks => _rankStart > 0 || _rankEnd < int.MaxValue;

    /// <summary>Finds the hardest candidates that the filter keeps.</summary>
    /// <param name="negatives">Scores of the candidates.</param>
    /// <param name="positives">Scores of the positives of the same anchor; may be empty when <see cref="NeedsPositive"/> is <see langword="false"/>.</param>
    /// <param name="kept">Overwritten with positions in <paramref name="negatives"/>, from the hardest on, equal scores by position.</param>
    /// <returns>The number of positions written: as many as fit, or all that are kept.</returns>
    /// <exception cref="ArgumentException">The filter compares with a positive, and no positive with a finite score is given.</exception>
    public int Keep(ReadOnlySpan<float> negatives, ReadOnlySpan<float> positives, Span<int> kept)
    {
        double positive = Order.FarthestOf(positives);
        if (NeedsPositive && double.IsNaN(positive))
        {
            throw new ArgumentException($"Expected the finite score of a positive, because a margin compares with it, but got {positives.Length} scores and none is finite.", nameof(positives));
        }

        KeyWindow window = WindowOf(negatives, positive);
        return new CandidateRow { Scores = negatives, Order = Order, Window = window }.TakeHardest(window, kept);
    }

    /// <summary>Finds what is kept of one row.</summary>
    /// <param name="negatives">Scores of the negatives.</param>
    /// <param name="positive">Closeness of the farthest positive; not used when no margin is set.</param>
    internal KeyWindow WindowOf(ReadOnlySpan<float> negatives, double positive)
    {
        KeyWindow window = _scores;
        window = _absoluteMargin is { } margin ? window.And(KeyWindow.AtMost(positive - margin)) : window;
        window = _relativeMargin is { } fraction ? window.And(KeyWindow.AtMost(positive - (Math.Abs(positive) * fraction))) : window;
        return HasRanks ? window.And(RankWindow(negatives)) : window;
    }

    private KeyWindow RankWindow(ReadOnlySpan<float> negatives)
    {
        using SmallestKeys hardest = new(_rankEnd < int.MaxValue ? _rankEnd : _rankStart, negatives.Length);
        for (int i = 0; i < negatives.Length; i++)
        {
            ulong key = Order.KeyOf(negatives[i], i);
            if (KeyWindow.Finite.Contains(key))
            {
                hardest.Add(key);
            }
        }

        ReadOnlySpan<ulong> ranked = hardest.Sorted();
        if (_rankStart > ranked.Length)
        {
            return KeyWindow.Empty;
        }

        ulong first = _rankStart == 0 ? 0 : ranked[_rankStart - 1] + 1;
        return new KeyWindow(first, _rankEnd > ranked.Length ? ulong.MaxValue : ranked[_rankEnd - 1]);
    }
}
