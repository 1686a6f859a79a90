using RuVector.Training.Mining;

namespace RuVector.Training.Conformance;

/// <summary>The hardest pairs, the triplets with a loss, and the semi-hard negatives of each positive of a labelled batch.</summary>
internal sealed class BatchMiningCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["batch_mining"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        GoldenTensor tensor = golden.Inputs.Tensor("embeddings").OfShape(-1, -1);
        ReadOnlyMatrixSpan embeddings = new(tensor.ToSingles(), tensor.Rows, tensor.Columns);
        int[] labels = golden.Inputs.Tensor("labels").OfShape(tensor.Rows).ToIntegers();
        ScoreMeasure measure = MiningCases.DistanceOf(golden);
        ContrastiveBatch batch = ContrastiveBatch.Labelled(embeddings, labels);
        float margin = (float)golden.Parameters.Number("margin");
        MinedPairs hard = new();
        new BatchHardMiner(measure).Mine(batch, hard);
        CompareHard(golden, comparison, "positive", hard.Positives, measure);
        CompareHard(golden, comparison, "negative", hard.Negatives, measure);
        CompareAll(golden, comparison, new BatchAllMiner(margin, measure), batch);
        SemiHardMiner semiHard = new(new SemiHardMinerOptions { Measure = measure, Margin = margin });
        MiningCases.CompareIndices(comparison, "semi_hard_rows", SemiHardRows(semiHard, batch));
    }

    private static void CompareHard(GoldenCase golden, Comparison comparison, string kind, IndexLists chosen, ScoreMeasure measure)
    {
        int[] indices = [.. Enumerable.Range(0, chosen.Count).Select(row => chosen[row] is [int one] ? one : -1)];
        float[] distances = [.. Enumerable.Range(0, chosen.Count).Select(row => chosen.ValuesOf(row) is [float one] ? MiningCases.Distance(one, measure) : 0)];
        comparison.Indices($"batch_hard.{kind}_index", indices);
        comparison.Singles($"batch_hard.{kind}_distance", distances, golden.Expected.Tolerance($"tolerance.{kind}_distance"));
    }

    private static void CompareAll(GoldenCase golden, Comparison comparison, BatchAllMiner miner, in ContrastiveBatch batch)
    {
        BatchAllSummary summary = miner.Count(batch);
        List<Triplet> triplets = [];
        miner.Mine(batch, triplets);
        comparison.Number("batch_all.valid_triplets", summary.ValidTriplets, GoldenTolerance.Exact);
        comparison.Number("batch_all.active_triplets", summary.ActiveTriplets, GoldenTolerance.Exact);
        comparison.Number("batch_all.active_triplets", triplets.Count, GoldenTolerance.Exact);
        comparison.Number("batch_all.sum_of_active_losses", summary.SumOfActive, golden.Expected.Tolerance("tolerance.sum_of_active_losses"));
        comparison.Number("batch_all.mean_over_active", summary.MeanOverActive, golden.Expected.Tolerance("tolerance.mean_over_active"));
        comparison.Number("batch_all.fraction_active", summary.FractionActive, GoldenTolerance.Exact);
    }

    /// <summary>For each (anchor, positive) with semi-hard negatives: the anchor, the positive, the negatives by ascending distance.</summary>
    private static int[][] SemiHardRows(SemiHardMiner miner, in ContrastiveBatch batch)
    {
        PairRelations relations = batch.Relations.PerPositive();
        MinedNegatives mined = miner.Mine(new MiningRequest(batch.Anchors, batch.Candidates, relations, batch.Candidates.Rows));
        List<int[]> rows = [];
        for (int row = 0; row < mined.RowCount; row++)
        {
            if (!mined.IndicesOf(row).IsEmpty)
            {
                rows.Add([relations.GetRow(row).Anchor, relations.GetRow(row).Positives[0], .. mined.IndicesOf(row)]);
            }
        }

        return [.. rows];
    }
}
