using RuVector.Training.Losses;

namespace RuVector.Training.Conformance;

/// <summary>Contrastive loss of hinges over a labelled batch, each side reduced alone.</summary>
internal sealed class ContrastiveMarginCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["contrastive_margin"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        LabelledInputs inputs = new(golden);
        PairRelations relations = PairRelations.FromLabels(inputs.Labels);
        LossCases.CompareNamed(golden, comparison, name => inputs.Evaluate(
            new ContrastiveLoss(new ContrastiveOptions
            {
                Form = ContrastiveForm.Hinge,
                Measure = inputs.Distance,
                Margin = (float)golden.Parameters.Number("neg_margin"),
                PositiveMargin = (float)golden.Parameters.Number("pos_margin"),
                MeanOverActive = name == "avg_non_zero",
                Reduction = name == "avg_non_zero" ? Reduction.Mean : LossCases.ReductionOf(name),
            }),
            relations));
    }
}
