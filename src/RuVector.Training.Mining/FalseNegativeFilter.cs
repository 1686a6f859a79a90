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
    private readonly float? _maximum;
    private readonly KeyWindow _scores;

    /// <summary>Creates the filter.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentException">A setting is out of its range, or contradicts another one.</exception>
    public FalseNegativeFilter(MiningOptions options)
    {
        MiningGuard.Check(options);
        Order = new ScoreOrder(options.Measure);
        _scores = Order.Between(options.MinimumScore, options.MaximumScore);
        (_absoluteMargin, _relativeMargin, _maximum) = (options.AbsoluteMargin, options.RelativeMargin, options.MaximumScore);
        (RankStart, RankEnd) = (options.RankStart ?? 0, options.RankEnd ?? int.MaxValue);
        IsActive = HasScores || HasRanks;
    }

    /// <summary>Gets a value indicating whether the filter compares negatives with a positive.</summary>
    public bool NeedsPositive => _absoluteMargin is not null || _relativeMargin is not null;

    internal bool IsActive { get; }

    internal ScoreOrder Order { get; }

    /// <summary>Gets a value indicating whether a score decides about a candidate.</summary>
    internal bool HasScores => NeedsPositive || _scores != KeyWindow.Finite;

    /// <summary>Gets the first rank that is kept, 0 without a window of ranks.</summary>
    internal int RankStart { get; }

    /// <summary>Gets the first rank that is not kept any more, the largest integer without a window of ranks.</summary>
    internal int RankEnd { get; }

    private bool HasRanks => RankStart > 0 || RankEnd < int.MaxValue;

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
        KeyWindow window = WindowOf(positive);
        return HasRanks ? window.And(RankWindow(negatives)) : window;
    }

    /// <summary>Finds which scores are kept, whatever their ranks.</summary>
    /// <param name="positive">Closeness of the farthest positive; not used when no margin is set.</param>
    internal KeyWindow WindowOf(double positive)
    {
        KeyWindow window = _scores;
        window = _absoluteMargin is { } margin ? window.And(KeyWindow.AtMost(positive - margin)) : window;
        return _relativeMargin is { } fraction ? window.And(KeyWindow.AtMost(positive - (Math.Abs(positive) * fraction))) : window;
    }

    /// <summary>Says why a candidate is left out, or that it is not.</summary>
    /// <param name="row">The row, with the window of all filters.</param>
    /// <param name="position">The candidate; its score is finite.</param>
    internal CandidateVerdict VerdictOf(in CandidateRow row, int position)
    {
        float score = row.Scores[position];
        ulong key = Order.KeyOf(score, position);
        if (row.Window.Contains(key))
        {
            return CandidateVerdict.NotSelected;
        }

        if (!_scores.Contains(key))
        {
            return score > _maximum ? CandidateVerdict.AboveMaximumScore : CandidateVerdict.BelowMinimumScore;
        }

        return _absoluteMargin is { } margin && !KeyWindow.AtMost(row.Positive - margin).Contains(key) ? CandidateVerdict.AbsoluteMargin
            : _relativeMargin is { } fraction && !KeyWindow.AtMost(row.Positive - (Math.Abs(row.Positive) * fraction)).Contains(key) ? CandidateVerdict.RelativeMargin
            : key < RankWindow(row.Scores).First ? CandidateVerdict.BeforeRankStart
            : CandidateVerdict.AfterRankEnd;
    }

    private KeyWindow RankWindow(ReadOnlySpan<float> negatives)
    {
        SmallestKeys hardest = new(RankEnd < int.MaxValue ? RankEnd : RankStart, negatives.Length);
        try
        {
            new CandidateRow { Scores = negatives, Order = Order, Window = KeyWindow.Finite }.OfferTo(ref hardest, KeyWindow.Finite);
            ReadOnlySpan<ulong> ranked = hardest.Sorted();
            if (RankStart > ranked.Length)
            {
                return KeyWindow.Empty;
            }

            ulong first = RankStart == 0 ? 0 : ranked[RankStart - 1] + 1;
            return new KeyWindow(first, RankEnd > ranked.Length ? ulong.MaxValue : ranked[RankEnd - 1]);
        }
        finally
        {
            hardest.Dispose();
        }
    }
}
