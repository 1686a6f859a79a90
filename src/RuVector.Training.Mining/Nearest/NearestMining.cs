using RuVector.Training.Numerics;

namespace RuVector.Training.Mining;

/// <summary>Mines the hardest candidates by a search.</summary>
/// <remarks>
/// Filters by score and the miner's own rule let an interval of the ranking through. The search looks for the hardest candidates from its start on and counts those before the start and up to the end;
/// with these counts ranks are known too.
/// </remarks>
/// <typeparam name="TSelection">The miner.</typeparam>
internal readonly ref struct NearestMining<TSelection>
    where TSelection : struct, IHardestSelection
{
    /// <summary>The search passes the candidates once for so many rows.</summary>
    private const int MostRows = 4096;

    /// <summary>Bounds the scratch memory for what is found: 8 MiB.</summary>
    private const int MostFound = 1 << 20;

    private readonly MiningRequest _request;
    private readonly FalseNegativeFilter _filter;
    private readonly TSelection _selection;
    private readonly MinedNegatives _result;
    private readonly ScoreMeasure _measure;
    private readonly IndexRange _shared;
    private readonly int _width;

    public NearestMining(in MiningRequest request, FalseNegativeFilter filter, TSelection selection, ScoreMeasure measure, MinedNegatives result, int width)
    {
        _request = request;
        (_filter, _selection, _measure, _result, _width, _shared) = (filter, selection, measure, result, width, request.Relations.SharedNegatives);
    }

    private bool NeedsPositive => _filter.NeedsPositive || _selection.NeedsPositive;

    /// <summary>Mines all rows of a request that <see cref="NearestRequest.Fits"/>.</summary>
    public void Run()
    {
        int rows = _request.Relations.RowCount, most = Math.Min(Math.Clamp(MostFound / _width, 1, MostRows), Math.Max(1, rows));
        using RentedArray<int> indices = new(most * _width), counts = new(most), limitCounts = new(most * RowWindows.MostLimits);
        using RentedArray<float> scores = new(most * _width), limits = new(most * RowWindows.MostLimits);
        using RentedArray<double> positives = new(most);
        FoundRows found = new(indices.Span, scores.Span, counts.Span, positives.Span, _width);
        for (int first = 0, count; first < rows; first += count)
        {
            count = Math.Min(rows - first, most);
            RunPart(found.Take(count), first, limits.Span, limitCounts.Span);
        }
    }

    private void RunPart(FoundRows found, int first, Span<float> limits, Span<int> limitCounts)
    {
        int rows = found.Counts.Length, perRow = 0;
        for (int row = 0; row < rows; row++)
        {
            found.Positives[row] = NeedsPositive ? ClosenessOfPositive(_request.Relations.GetRow(first + row)) : double.NaN;
            perRow = Math.Max(perRow, WindowsOf(found.Positives[row]).LimitCount);
        }

        for (int row = 0; row < rows; row++)
        {
            WindowsOf(found.Positives[row]).CopyLimitsTo(limits.Slice(row * perRow, perRow));
        }

        ReadOnlyMatrixSpan candidates = _request.Candidates.SliceRows(_shared.Start, _shared.Count);
        NearestExclusions exclusions = new(_request.Relations, first, _shared.Start);
        NearestLimits all = new() { PerQuery = perRow, Closeness = limits[..(rows * perRow)], Counts = limitCounts[..(rows * perRow)] };
        NearestRows.Find(_request.Anchors.SliceRows(first, rows), candidates, _measure, _width, exclusions, all, found.Indices, found.Scores, found.Counts);
        for (int row = 0; row < rows; row++)
        {
            Choose(found, row, first + row, limitCounts.Slice(row * perRow, perRow));
        }
    }

    private RowWindows WindowsOf(double positive)
    {
        if (NeedsPositive && double.IsNaN(positive))
        {
            return new RowWindows(KeyWindow.Nothing, KeyWindow.Nothing);
        }

        KeyWindow filter = _filter.WindowOf(positive);
        return new RowWindows(filter, filter.And(_selection.Admitted(positive)));
    }

    /// <summary>Writes down what may be chosen of a row, and counts what the filters leave out.</summary>
    private void Choose(FoundRows found, int row, int source, ReadOnlySpan<int> closer)
    {
        double positive = found.Positives[row];
        if (NeedsPositive && double.IsNaN(positive))
        {
            _result.RowsWithoutPositive++;
            _result.AddRow([], []);
            return;
        }

        RowWindows windows = WindowsOf(positive);
        if (_filter.IsActive)
        {
            int candidates = _shared.Count - NearestRequest.CountExceptions(_request.Relations.GetRow(source), _shared);
            int start = Math.Max(windows.CountBeforeFilter(closer), _filter.RankStart), end = Math.Min(windows.CountUntilFilterEnd(closer, candidates), _filter.RankEnd);
            _result.FilteredPairs += candidates - Math.Max(0, end - start);
        }

        int before = closer.IsEmpty ? 0 : closer[0], skipped = Math.Min(found.Counts[row], Math.Max(0, _filter.RankStart - before));
        int most = Math.Clamp(_filter.RankEnd - before - skipped, 0, _request.NegativesPerAnchor);
        Span<int> indices = found.IndicesOf(row)[skipped..];
        ReadOnlySpan<float> scores = found.ScoresOf(row)[skipped..];
        int count = CountUntil(windows.Admitted.Last, scores[..Math.Min(most, scores.Length)]);
        _result.ToppedUp += count - CountUntil(_selection.Rule(positive).Last, scores[..count]);
        foreach (ref int candidate in indices[..count])
        {
            candidate += _shared.Start;
        }

        _result.AddRow(indices[..count], scores[..count]);
    }

    /// <summary>Counts the scores, hardest first, up to a key.</summary>
    private int CountUntil(ulong last, ReadOnlySpan<float> scores)
    {
        int count = 0;
        while (count < scores.Length && _filter.Order.KeyOf(scores[count], 0) <= last)
        {
            count++;
        }

        return count;
    }

    /// <summary>Finds the farthest positive, by scores with the bits of the search; NaN when there is none.</summary>
    private double ClosenessOfPositive(RelationRow relation)
    {
        using RentedArray<int> positives = new(relation.Positives.Length);
        using RentedArray<float> scores = new(relation.Positives.Length);
        int count = 0;
        foreach (int candidate in relation.Positives)
        {
            if (!NearestRequest.IsLeftOut(relation, candidate))
            {
                positives.Span[count++] = candidate;
            }
        }

        NearestRows.Score(_request.Anchors[relation.Anchor], _request.Candidates, _measure, positives.Span[..count], scores.Span);
        return _filter.Order.FarthestOf(scores.Span[..count]);
    }
}
