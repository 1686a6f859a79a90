using RuVector.Training.Losses;

namespace RuVector.Training.Conformance;

/// <summary>Multi-similarity over labels, without a miner.</summary>
internal sealed class MultiSimilarityCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["multi_similarity"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        LabelledInputs inputs = new(golden);
        LossCases.Compare(golden, comparison, reduction => inputs.Evaluate(new MultiSimilarityLoss(new MultiSimilarityOptions
        {
            Alpha = (float)golden.Parameters.Number("alpha"),
            Beta = (float)golden.Parameters.Number("beta"),
            Base = (float)golden.Parameters.Number("base"),
            Measure = LossCases.Similarity(golden),
            Reduction = reduction,
        })));
    }
}
