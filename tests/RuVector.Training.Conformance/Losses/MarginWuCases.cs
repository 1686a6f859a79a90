using RuVector.Training.Losses;

namespace RuVector.Training.Conformance;

/// <summary>Margin loss over all triplets of a labelled batch, with the gradient of its boundary.</summary>
internal sealed class MarginWuCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["margin_wu"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        if (golden.Parameters.Has("nu") && golden.Parameters.Number("nu") != 0)
        {
            throw new UnsupportedCaseException("a penalty of beta (nu) is not implemented");
        }

        LabelledInputs inputs = new(golden);
        PairRelations relations = PairRelations.FromLabels(inputs.Labels);
        LossCases.CompareNamed(golden, comparison, name =>
        {
            MarginLoss loss = new(new MarginOptions
            {
                Margin = (float)golden.Parameters.Number("margin"),
                Beta = golden.Inputs.Tensor("beta").OfShape().ToSingles()[0],
                Measure = inputs.Distance,
                MeanOverActive = name == "divide_by_active",
                Reduction = name == "divide_by_active" ? Reduction.Mean : LossCases.ReductionOf(name),
            });
            LossEvaluation got = inputs.Evaluate(loss, relations);
            return got with { Gradients = new Dictionary<string, float[]>(got.Gradients) { ["beta"] = loss.Parameters.Gradients.ToArray() } };
        });
    }
}
