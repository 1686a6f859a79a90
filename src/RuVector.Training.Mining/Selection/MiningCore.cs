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

    /// <inheritdoc cref="INegativeMiner.Mine"/>
    public void Mine<TSelection>(in MiningRequest request, MinedNegatives result, TSelection selection)
        where TSelection : struct, ISelection
    {
        ArgumentNullException.ThrowIfNull(result);
        if (request.Relations is null)
        {
            throw new ArgumentException("Expected a request with anchors, candidates and relations, but got an empty one.", nameof(request));
        }

        result.Reset(request.NegativesPerAnchor);
        FiniteRows.Require(request.Anchors, "anchors");
        if (selection.TakesHardest && NearestRequest.Fits(request, _measure, _filter, out int width) && NearestRequest.Pays(request, width))
        {
            NearestMining.Run(request, _filter, _measure, result, width);
        }
        else
        {
            VisitAll(request, result, selection);
        }

        if (_requireExactCount && result.TotalShortage > 0)
        {
            throw new InvalidOperationException(DescribeShortage(result));
        }
    }

    private void VisitAll<TSelection>(in MiningRequest request, MinedNegatives result, TSelection selection)
        where TSelection : struct, ISelection
    {
        int most = Math.Min(request.NegativesPerAnchor, request.Candidates.Rows);
        using RentedArray<int> indices = new(most);
        using RentedArray<float> scores = new(most);
        MiningVisitor<TSelection> visitor = new()
        {
            Selection = selection,
            Filter = _filter,
            Result = result,
            Indices = indices.Span,
            Scores = scores.Span,
            Seed = request.Seed,
            Step = request.Step,
            Dimension = request.Anchors.Columns,
        };
        result.DroppedCandidates = ScoreEngine.Visit(request, _measure, ref visitor);
    }

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
