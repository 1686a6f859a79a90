using RuVector.Training.Mining;

namespace RuVector.Training.Conformance;

/// <summary>The most similar candidates, less the anchor itself, its positive and the candidates with its label.</summary>
internal sealed class HardestTopKCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["hardest_topk"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        GoldenTensor anchors = golden.Inputs.Tensor("anchors").OfShape(-1, -1);
        GoldenTensor candidates = golden.Inputs.Tensor("candidates").OfShape(-1, anchors.Columns);
        HardestMiner miner = new(new HardestMinerOptions { Measure = LossCases.Similarity(golden) });
        MinedNegatives mined = miner.Mine(new MiningRequest(
            new(anchors.ToSingles(), anchors.Rows, anchors.Columns),
            new(candidates.ToSingles(), candidates.Rows, candidates.Columns),
            RelationsOf(golden.Inputs, anchors.Rows, candidates.Rows),
            golden.Parameters.WholeNumber("k")));
        MiningCases.CompareIndices(comparison, "indices", MiningCases.Indices(mined));
        MiningCases.CompareScores(comparison, "similarities", MiningCases.Scores(mined), golden.Expected.Tolerance("tolerance.similarities"));
    }

    private static PairRelations RelationsOf(GoldenObject inputs, int anchors, int candidates)
    {
        int[]? self = inputs.OptionalTensor("anchor_index")?.OfShape(anchors).ToIntegers();
        int[]? positive = inputs.OptionalTensor("positive_index")?.OfShape(anchors).ToIntegers();
        int[]? anchorLabels = inputs.OptionalTensor("anchor_labels")?.OfShape(anchors).ToIntegers();
        int[]? labels = inputs.OptionalTensor("candidate_labels")?.OfShape(candidates).ToIntegers();
        IndexLists positives = Rows(anchors, candidates, (row, candidate) => candidate == positive?[row]);
        IndexLists negatives = Rows(anchors, candidates, (row, candidate) => candidate != positive?[row]);
        IndexLists ignored = Rows(anchors, candidates, (row, candidate) => candidate == self?[row] || (anchorLabels?[row] >= 0 && labels?[candidate] == anchorLabels[row]));
        return PairRelations.FromLists(candidates, positives, negatives).Ignoring(ignored);
    }

    private static IndexLists Rows(int anchors, int candidates, Func<int, int, bool> contains) => IndexLists.FromRows(
        [.. Enumerable.Range(0, anchors).Select(row => Enumerable.Range(0, candidates).Where(candidate => contains(row, candidate)).ToArray())]);
}
