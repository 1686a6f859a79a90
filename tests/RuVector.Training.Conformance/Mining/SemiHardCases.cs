using RuVector.Training.Mining;

namespace RuVector.Training.Conformance;

/// <summary>Candidates farther than the positive by less than a margin.</summary>
internal sealed class SemiHardCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["semi_hard"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        GoldenTensor anchors = golden.Inputs.Tensor("anchors").OfShape(-1, -1);
        GoldenTensor positives = golden.Inputs.Tensor("positives").OfShape(anchors.Rows, anchors.Columns);
        GoldenTensor pool = golden.Inputs.Tensor("candidates").OfShape(-1, anchors.Columns);
        ScoreMeasure measure = MiningCases.DistanceOf(golden);
        SemiHardMiner miner = new(new SemiHardMinerOptions { Measure = measure, Margin = (float)golden.Parameters.Number("margin") });
        PairRelations relations = PairRelations.Paired(new PairedLayout(anchors.Rows) { SharedNegatives = pool.Rows });
        MinedNegatives mined = miner.Mine(new MiningRequest(
            new(anchors.ToSingles(), anchors.Rows, anchors.Columns),
            new([.. positives.ToSingles(), .. pool.ToSingles()], anchors.Rows + pool.Rows, anchors.Columns),
            relations,
            pool.Rows));

        GoldenTolerance tolerance = golden.Expected.Tolerance("tolerance.distances");
        MiningCases.CompareIndices(comparison, "indices", Array.ConvertAll(MiningCases.Indices(mined), row => Array.ConvertAll(row, index => index - anchors.Rows)));
        MiningCases.CompareScores(comparison, "distances", Array.ConvertAll(MiningCases.Scores(mined), row => Distances(row, measure)), tolerance);
        if (golden.Expected.Has("positive_distances"))
        {
            comparison.Singles("positive_distances", Distances(PositiveScores(anchors, positives, measure), measure), tolerance);
        }
    }

    private static float[] Distances(float[] scores, ScoreMeasure measure) => Array.ConvertAll(scores, score => MiningCases.Distance(score, measure));

    private static float[] PositiveScores(GoldenTensor anchors, GoldenTensor positives, ScoreMeasure measure)
    {
        IndexLists own = IndexLists.FromRows([.. Enumerable.Range(0, anchors.Rows).Select(static row => new[] { row })]);
        IndexLists none = IndexLists.FromRows([.. Enumerable.Range(0, anchors.Rows).Select(static _ => Array.Empty<int>())]);
        MinedNegatives mined = new HardestMiner(new HardestMinerOptions { Measure = measure }).Mine(new MiningRequest(
            new(anchors.ToSingles(), anchors.Rows, anchors.Columns),
            new(positives.ToSingles(), anchors.Rows, anchors.Columns),
            PairRelations.FromLists(anchors.Rows, none, own),
            1));
        return [.. MiningCases.Scores(mined).SelectMany(static row => row)];
    }
}
