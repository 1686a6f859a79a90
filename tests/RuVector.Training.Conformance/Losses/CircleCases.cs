using RuVector.Training.Losses;

namespace RuVector.Training.Conformance;

/// <summary>Circle loss over labels. The case's mean is over all rows, ours over the rows with a term (its avg_non_zero): the former is a sum divided by the number of rows.</summary>
internal sealed class CircleCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["circle"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        LabelledInputs inputs = new(golden);
        LossCases.CompareNamed(golden, comparison, name => name switch
        {
            "avg_non_zero" => inputs.Evaluate(Loss(golden, Reduction.Mean)),
            "mean" => inputs.Evaluate(Loss(golden, Reduction.Sum), 1.0 / Math.Max(1, inputs.Rows)),
            "sum" => inputs.Evaluate(Loss(golden, Reduction.Sum)),
            _ => throw new UnsupportedCaseException($"reduction '{name}' is not avg_non_zero, mean, sum or none"),
        });
    }

    private static CircleLoss Loss(GoldenCase golden, Reduction reduction) => new(new CircleOptions
    {
        Margin = (float)golden.Parameters.Number("m"),
        Gamma = (float)golden.Parameters.Number("gamma"),
        Measure = LossCases.Similarity(golden),
        Reduction = reduction,
    });
}
