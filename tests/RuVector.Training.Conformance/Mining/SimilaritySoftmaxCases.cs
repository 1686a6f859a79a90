using RuVector.Training.Mining;

namespace RuVector.Training.Conformance;

/// <summary>Probabilities of the first draw by the softmax of similarities, over the admissible candidates.</summary>
internal sealed class SimilaritySoftmaxCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["similarity_softmax"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        GoldenTensor anchors = golden.Inputs.Tensor("anchors").OfShape(-1, -1);
        GoldenTensor candidates = golden.Inputs.Tensor("candidates").OfShape(-1, anchors.Columns);
        ScoreMeasure measure = LossCases.Similarity(golden);
        MinedNegatives all = new HardestMiner(new HardestMinerOptions { Measure = measure }).Mine(new MiningRequest(
            new(anchors.ToSingles(), anchors.Rows, anchors.Columns),
            new(candidates.ToSingles(), candidates.Rows, candidates.Columns),
            MiningCases.AdmissibleOf(golden.Inputs, anchors.Rows, candidates.Rows),
            candidates.Rows));
        SimilarityWeightedMiner miner = new(new SimilarityWeightedMinerOptions { Measure = measure, Temperature = (float)golden.Parameters.Number("temperature") });
        double?[] probabilities = MiningCases.Probabilities(all, candidates.Rows, (scores, drawn) => miner.Probabilities(scores, drawn));
        comparison.Values("probabilities", probabilities, golden.Expected.Tolerance("tolerance.probabilities"));
    }
}
