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
            MiningCases.AdmissibleOf(golden.Inputs, anchors.Rows, candidates.Rows),
            golden.Parameters.WholeNumber("k")));
        MiningCases.CompareIndices(comparison, "indices", MiningCases.Indices(mined));
        MiningCases.CompareScores(comparison, "similarities", MiningCases.Scores(mined), golden.Expected.Tolerance("tolerance.similarities"));
    }
}
