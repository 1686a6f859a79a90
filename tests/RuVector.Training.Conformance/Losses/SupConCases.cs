using RuVector.Training.Losses;

namespace RuVector.Training.Conformance;

/// <summary>SupCon over labels.</summary>
internal sealed class SupConCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["supcon"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        LabelledInputs inputs = new(golden);
        LossCases.Compare(golden, comparison, reduction => inputs.Evaluate(new SupConLoss(new SupConOptions
        {
            Temperature = (float)golden.Parameters.Number("temperature"),
            Measure = LossCases.Similarity(golden),
            Reduction = reduction,
        })));
    }
}
