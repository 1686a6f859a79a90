using RuVector.Training.Numerics;

namespace RuVector.Training.Mining;

/// <summary>What all miners share: measure, filters, counting, and the error for a shortage that is not accepted.</summary>
internal sealed class MiningCore
{
    private readonly ScoreMeasure _measure;
    private readonly bool _requireExactCount;
    private readonly FalseNegativeFilter _filter;

    /// <summary>Copies the settings.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range, or two contradict each other.</exception>
    public MiningCore(MiningOptions options)
    {
        _filter = new FalseNegativeFilter(options);
        (_measure, _requireExactCount) = (options.Measure, options.RequireExactCount);
    }

    /// <summary>Mines from the scores of all pairs.</summary>
    /// <inheritdoc cref="INegativeMiner.Mine"/>
    public void Mine<TSelection>(in MiningRequest request, MinedNegatives result, TSelection selection)
        where TSelection : struct, ISelection
    {
        Start(request, result);
        VisitAll(request, result, selection);
        Finish(result);
    }

    /// <summary>Mines by a search where one fits and pays.</summary>
    /// <inheritdoc cref="INegativeMiner.Mine"/>
    public void MineHardest<TSelection>(in MiningRequest request, MinedNegatives result, TSelection selection)
        where TSelection : struct, IHardestSelection
    {
        Start(request, result);
        if (NearestRequest.Fits(request, _measure, _filter, out int width) && NearestRequest.Pays(request, width, _filter.HasScores || selection.NeedsPositive))
        {
            new NearestMining<TSelection>(request, _filter, selection, _measure, result, width).Run();
        }
        else
        {
            VisitAll(request, result, selection);
        }

        Finish(result);
    }

    /// <inheritdoc cref="IExplainingMiner.Explain"/>
    public void Explain<TSelection>(in MiningRequest request, int row, Span<CandidateVerdict> verdicts, TSelection selection)
        where TSelection : struct, ISelection
    {
        CheckRequest(request);
        if (verdicts.Length != request.Candidates.Rows)
        {
            throw new ArgumentException($"Expected room for {request.Candidates.Rows} verdicts, one for each candidate, but got {verdicts.Length}.", nameof(verdicts));
        }

        if ((uint)row >= (uint)request.Relations.RowCount)
        {
            throw new ArgumentOutOfRangeException(nameof(row), row, $"Expected a row from 0 to {request.Relations.RowCount - 1}, but got {row}.");
        }

        for (int candidate = 0; candidate < verdicts.Length; candidate++)
        {
            verdicts[candidate] = VerdictOf(request, row, candidate);
        }

        using RentedArray<int> indices = new(Math.Min(request.NegativesPerAnchor, request.Candidates.Rows));
        ExplainingVisitor<TSelection> visitor = new() { Visitor = VisitorOf(request, new MinedNegatives(), selection, indices.Span, []), Row = row, Verdicts = verdicts };
        RowSubset rows = RowSubset.Of(request.Relations, [row], 1);
        try
        {
            ScoreEngine.Visit(new MiningRequest(request.Anchors, request.Candidates, rows, request.NegativesPerAnchor), _measure, ref visitor);
        }
        finally
        {
            rows.Release();
        }
    }

    /// <summary>Says what the relations and the values make of a candidate; the visitor overwrites it for negatives.</summary>
    private static CandidateVerdict VerdictOf(in MiningRequest request, int row, int candidate)
    {
        RelationRow relation = request.Relations.GetRow(row);
        return candidate == relation.Self ? CandidateVerdict.Self
            : request.Relations.KindOf(row, candidate) switch
            {
                PairKind.Positive => CandidateVerdict.Positive,
                PairKind.Ignored => CandidateVerdict.Ignored,
                PairKind.None => CandidateVerdict.Unrelated,
                _ => CandidateVerdict.NonFinite,
            };
    }

    private static void Start(in MiningRequest request, MinedNegatives result)
    {
        ArgumentNullException.ThrowIfNull(result);
        CheckRequest(request);
        result.Reset(request.NegativesPerAnchor);
        FiniteRows.Require(request.Anchors, "anchors");
    }

    private void Finish(MinedNegatives result)
    {
        if (_requireExactCount && result.TotalShortage > 0)
        {
            throw new InvalidOperationException(DescribeShortage(result));
        }
    }

    private static void CheckRequest(in MiningRequest request)
    {
        if (request.Relations is null)
        {
            throw new ArgumentException("Expected a request with anchors, candidates and relations, but got an empty one.", nameof(request));
        }
    }

    private void VisitAll<TSelection>(in MiningRequest request, MinedNegatives result, TSelection selection)
        where TSelection : struct, ISelection
    {
        int most = Math.Min(request.NegativesPerAnchor, request.Candidates.Rows);
        using RentedArray<int> indices = new(most);
        using RentedArray<float> scores = new(most);
        MiningVisitor<TSelection> visitor = VisitorOf(request, result, selection, indices.Span, scores.Span);
        result.DroppedCandidates = ScoreEngine.Visit(request, _measure, ref visitor);
    }

    private MiningVisitor<TSelection> VisitorOf<TSelection>(in MiningRequest request, MinedNegatives result, TSelection selection, Span<int> indices, Span<float> scores)
        where TSelection : struct, ISelection => new()
        {
            Selection = selection,
            Filter = _filter,
            Result = result,
            Indices = indices,
            Scores = scores,
            Seed = request.Seed,
            Step = request.Step,
            Dimension = request.Anchors.Columns,
        };

    private static string DescribeShortage(MinedNegatives result)
    {
        (int first, int rows) = (-1, 0);
        for (int row = result.RowCount - 1; row >= 0; row--)
        {
            if (result.ShortageOf(row) > 0)
            {
                (first, rows) = (row, rows + 1);
            }
        }

        return $"Expected {result.RequestedPerRow} negatives for each row, but row {first} has {result.IndicesOf(first).Length}; {rows} of {result.RowCount} rows fall short. "
            + "Offer more candidates, relax the filters, or accept fewer negatives (RequireExactCount = false).";
    }
}
