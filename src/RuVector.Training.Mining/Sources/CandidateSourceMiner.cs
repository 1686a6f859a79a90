namespace RuVector.Training.Mining;

/// <summary>Chooses the closest negatives of a source that the filters against false negatives keep.</summary>
/// <remarks>
/// <para>The source is asked for as many candidates as are wanted, those before the rank window and some to spare; for the anchors that filters leave too few, again for four times as many, until there are
/// enough, the source has no more, none that is farther can pass, or the stated maximum is reached. The choice is that of <see cref="HardestMiner"/> among what the source finds.</para>
/// <para>A source is not believed: what it should not return is dropped and counted, and its order is restored, of equal scores the one that came first. Its exceptions reach the caller as they are.</para>
/// <para>The same answers of the source give the same choice. Immutable and thread safe.</para>
/// </remarks>
public sealed class CandidateSourceMiner
{
    private const int Growth = 4;
    private readonly ICandidateSource _source;
    private readonly FalseNegativeFilter _filter;
    private readonly int _spare;
    private readonly int _most;
    private readonly bool _requireExactCount;

    /// <summary>Creates the miner.</summary>
    /// <param name="source">Where candidates come from.</param>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentException">A setting is out of its range, contradicts another one, or is another measure than that of the source.</exception>
    public CandidateSourceMiner(ICandidateSource source, CandidateSourceMinerOptions options)
    {
        ArgumentNullException.ThrowIfNull(source);
        _filter = new FalseNegativeFilter(options);
        MiningGuard.CheckRange(options.SpareCandidates >= 0, "SpareCandidates of 0 or more", options.SpareCandidates, nameof(options));
        MiningGuard.CheckRange(options.MaximumCandidates >= 1, "MaximumCandidates of 1 or more", options.MaximumCandidates, nameof(options));
        MiningGuard.CheckRange(options.Measure != ScoreMeasure.UnitEuclidean, "Cosine, Dot, Euclidean or SquaredEuclidean", options.Measure, nameof(options));
        MiningGuard.CheckRange(options.Measure == source.Measure, $"the measure of the source, {source.Measure}", options.Measure, nameof(options));
        (_source, _spare, _most, _requireExactCount) = (source, options.SpareCandidates, options.MaximumCandidates, options.RequireExactCount);
    }

    /// <summary>Chooses negatives.</summary>
    /// <param name="anchors">The anchors.</param>
    /// <param name="negativesPerAnchor">How many each anchor gets, 1 or more.</param>
    /// <param name="cancellationToken">Ends the searches early.</param>
    /// <returns>The negatives, fewer where there are fewer.</returns>
    /// <exception cref="ArgumentException">A vector has another dimension than the source.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="negativesPerAnchor"/> is less than 1.</exception>
    /// <exception cref="NonFiniteValueException">A vector or a positive's score is NaN or an infinity.</exception>
    /// <exception cref="InvalidOperationException">The source did not answer every query; or there are too few negatives, and <see cref="MiningOptions.RequireExactCount"/> is set.</exception>
    /// <exception cref="OperationCanceledException">The search was ended early.</exception>
    public async Task<SourcedNegatives> MineAsync(IReadOnlyList<SourceAnchor> anchors, int negativesPerAnchor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(anchors);
        ArgumentOutOfRangeException.ThrowIfLessThan(negativesPerAnchor, 1);
        SourceAnchorRow[] rows = [.. Enumerable.Range(0, anchors.Count).Select(row => new SourceAnchorRow(anchors, row, _source, _filter))];
        SourcedNegatives result = new(rows.Length, negativesPerAnchor) { RowsWithoutPositive = rows.Count(static row => row.LacksPositive) };
        SourceAnchorRow[] open = [.. rows.Where(static row => !row.LacksPositive)];
        for (long wanted = (long)negativesPerAnchor + _filter.RankStart + _spare; open.Length > 0; wanted *= Growth)
        {
            int count = (int)Math.Min(wanted, _most);
            IReadOnlyList<ScoredId[]> found = await _source.SearchAsync([.. open.Select(static row => row.Query)], count, cancellationToken).ConfigureAwait(false);
            result.Searches++;
            if (found.Count != open.Length)
            {
                throw new InvalidOperationException($"Expected {open.Length} lists of candidates from the source, one for each query, but got {found.Count}.");
            }

            open = [.. open.Where((row, i) => !row.TryChoose(found[i], negativesPerAnchor, isLast: count == _most || found[i].Length < count))];
        }

        foreach (SourceAnchorRow row in rows)
        {
            row.AddTo(result);
        }

        return _requireExactCount && result.TotalShortage > 0 ? throw new InvalidOperationException(DescribeShortage(result)) : result;
    }

    private static string DescribeShortage(SourcedNegatives result)
    {
        int[] rows = [.. Enumerable.Range(0, result.RowCount).Where(row => result.ShortageOf(row) > 0)];
        return $"Expected {result.RequestedPerRow} negatives for each anchor, but anchor {rows[0]} has {result[rows[0]].Count}; {rows.Length} of {result.RowCount} anchors fall short. "
            + "Raise MaximumCandidates, relax the filters, or accept fewer negatives (RequireExactCount = false).";
    }
}
