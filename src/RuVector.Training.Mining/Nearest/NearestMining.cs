using RuVector.Training.Numerics;

namespace RuVector.Training.Mining;

/// <summary>Mines the hardest candidates by a search, with all scores for the few rows whose filters leave the search too little.</summary>
/// <remarks>
/// <para>Some rows at a time: found, filtered, completed, written down. Filters by score leave out an interval of the ranking, so the hardest candidates tell what is kept, and how much is left out, unless
/// the interval ends beyond them. Where that is so for most rows of a part, the search is left out for the rest.</para>
/// </remarks>
internal readonly ref struct NearestMining
{
    /// <summary>The search passes the candidates once for so many rows.</summary>
    private const int MostRows = 4096;

    /// <summary>Bounds the scratch memory for what is found: 8 MiB.</summary>
    private const int MostFound = 1 << 20;

    /// <summary>Tells whether a search pays at little cost.</summary>
    private const int FirstRows = 64;

    private readonly MiningRequest _request;
    private readonly FalseNegativeFilter _filter;
    private readonly MinedNegatives _result;
    private readonly ScoreMeasure _measure;
    private readonly IndexRange _shared;
    private readonly int _width;

    private NearestMining(in MiningRequest request, FalseNegativeFilter filter, ScoreMeasure measure, MinedNegatives result, int width)
    {
        _request = request;
        (_filter, _measure, _result, _width, _shared) = (filter, measure, result, width, request.Relations.SharedNegatives);
    }

    /// <summary>Mines all rows of a request that <see cref="NearestRequest.Fits"/>.</summary>
    public static void Run(in MiningRequest request, FalseNegativeFilter filter, ScoreMeasure measure, MinedNegatives result, int width)
    {
        NearestMining mining = new(request, filter, measure, result, width);
        int rows = request.Relations.RowCount, most = Math.Min(Math.Clamp(MostFound / width, 1, MostRows), Math.Max(1, rows));
        using RentedArray<int> indices = new(most * width);
        using RentedArray<float> scores = new(most * width);
        using RentedArray<int> counts = new(most), open = new(most);
        FoundRows found = new(indices.Span, scores.Span, counts.Span, width);
        bool searches = true;
        for (int first = 0, count; first < rows; first += count)
        {
            count = Math.Min(rows - first, first == 0 && filter.HasScores ? Math.Min(most, FirstRows) : most);
            FoundRows part = new(found.Indices[..(count * width)], found.Scores[..(count * width)], found.Counts[..count], width);
            searches = mining.RunPart(part, first, open, searches);
        }
    }

    /// <summary>Mines some rows.</summary>
    /// <returns>Whether the next rows are worth a search.</returns>
    private bool RunPart(FoundRows found, int first, RentedArray<int> open, bool searches)
    {
        int rows = found.Counts.Length;
        found.Counts.Fill(FoundRows.Open);
        if (searches)
        {
            Search(found, first);
        }

        int openRows = 0;
        for (int row = 0; row < rows; row++)
        {
            if (found.Counts[row] == FoundRows.Open)
            {
                open.Array[openRows++] = first + row;
            }
        }

        if (openRows > 0)
        {
            Complete(found, first, RowSubset.Of(_request.Relations, open.Array, openRows));
        }

        for (int row = 0; row < rows; row++)
        {
            _result.AddRow(found.IndicesOf(row)[..found.Counts[row]], found.ScoresOf(row)[..found.Counts[row]]);
        }

        return searches && openRows <= rows / 2;
    }

    private void Search(FoundRows found, int first)
    {
        ReadOnlyMatrixSpan candidates = _request.Candidates.SliceRows(_shared.Start, _shared.Count);
        NearestExclusions exclusions = new(_request.Relations, first, _shared.Start);
        NearestRows.Find(_request.Anchors.SliceRows(first, found.Counts.Length), candidates, _measure, _width, exclusions, found.Indices, found.Scores, found.Counts);
        for (int row = 0; row < found.Counts.Length; row++)
        {
            Choose(found, row, _request.Relations.GetRow(first + row));
        }
    }

    /// <summary>Moves what the filters keep of a row to its front, or leaves the row open.</summary>
    private void Choose(FoundRows found, int row, RelationRow relation)
    {
        double positive = _filter.NeedsPositive ? ClosenessOfPositive(relation) : double.NaN;
        if (_filter.NeedsPositive && double.IsNaN(positive))
        {
            _result.RowsWithoutPositive++;
            found.Counts[row] = 0;
            return;
        }

        int candidates = _filter.IsActive ? _shared.Count - CountExceptions(relation) : found.Counts[row];
        FoundRow hardest = new() { Scores = found.ScoresOf(row)[..found.Counts[row]], Candidates = candidates, Order = _filter.Order };
        if (!hardest.TryChoose(_filter, _filter.WindowOf(positive), _request.NegativesPerAnchor, out int start, out int kept))
        {
            found.Counts[row] = FoundRows.Open;
            return;
        }

        int count = Math.Min(kept, _request.NegativesPerAnchor);
        _result.FilteredPairs += candidates - kept;
        found.Counts[row] = count;
        Span<int> indices = found.IndicesOf(row);
        for (int i = 0; i < count; i++)
        {
            indices[i] = indices[start + i] + _shared.Start;
        }

        found.ScoresOf(row).Slice(start, count).CopyTo(found.ScoresOf(row));
    }

    /// <summary>Finds the farthest positive, by scores with the bits of the search; NaN when there is none.</summary>
    private double ClosenessOfPositive(RelationRow relation)
    {
        using RentedArray<int> positives = new(relation.Positives.Length);
        using RentedArray<float> scores = new(relation.Positives.Length);
        int count = 0;
        foreach (int candidate in relation.Positives)
        {
            if (!IsLeftOut(relation, candidate))
            {
                positives.Span[count++] = candidate;
            }
        }

        NearestRows.Score(_request.Anchors[relation.Anchor], _request.Candidates, _measure, positives.Span[..count], scores.Span);
        return _filter.Order.FarthestOf(scores.Span[..count]);
    }

    /// <summary>Counts the shared candidates that are no negatives of the row.</summary>
    private int CountExceptions(RelationRow relation)
    {
        int count = CountShared(relation.Ignored);
        count += _shared.Contains(relation.Self) && relation.Ignored.BinarySearch(relation.Self) < 0 ? 1 : 0;
        if (relation.Ignored.IsEmpty)
        {
            bool isPositive = relation.Self >= 0 && relation.Positives.BinarySearch(relation.Self) >= 0;
            return count + CountShared(relation.Positives) - (isPositive && _shared.Contains(relation.Self) ? 1 : 0);
        }

        foreach (int candidate in relation.Positives)
        {
            count += _shared.Contains(candidate) && !IsLeftOut(relation, candidate) ? 1 : 0;
        }

        return count;
    }

    private int CountShared(ReadOnlySpan<int> ascending) => PlaceOf(ascending, _shared.End) - PlaceOf(ascending, _shared.Start);

    private static int PlaceOf(ReadOnlySpan<int> ascending, int candidate)
    {
        int place = ascending.BinarySearch(candidate);
        return place < 0 ? ~place : place;
    }

    private static bool IsLeftOut(RelationRow relation, int candidate) => candidate == relation.Self || relation.Ignored.BinarySearch(candidate) >= 0;

    private void Complete(FoundRows found, int first, RowSubset rows)
    {
        try
        {
            MiningVisitor<HardestSelection> visitor = new() { Selection = new HardestSelection(), Filter = _filter, Result = _result, Dimension = _request.Anchors.Columns };
            OpenRowVisitor open = new(visitor, rows, found, first, Math.Min(_width, _request.NegativesPerAnchor));
            ScoreEngine.Visit(new MiningRequest(_request.Anchors, _request.Candidates, rows, _request.NegativesPerAnchor), _measure, ref open);
        }
        finally
        {
            rows.Release();
        }
    }
}
