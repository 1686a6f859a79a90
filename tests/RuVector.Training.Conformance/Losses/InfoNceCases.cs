using RuVector.Training.Losses;

namespace RuVector.Training.Conformance;

/// <summary>InfoNCE in all its variants; a variant is a layout of the batch.</summary>
internal sealed class InfoNceCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["infonce"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        PairedInputs inputs = new(golden);
        string variant = golden.Parameters.Text("variant");
        PairRelations relations = PairRelations.Paired(LayoutOf(variant, inputs));
        LossCases.Compare(golden, comparison, reduction => inputs.Evaluate(
            new InfoNceLoss(new InfoNceOptions
            {
                Temperature = (float)golden.Parameters.Number("temperature"),
                Measure = LossCases.Similarity(golden),
                Symmetric = variant == "symmetric",
                Reduction = reduction,
            }),
            relations));
    }

    private static PairedLayout LayoutOf(string variant, PairedInputs inputs)
    {
        PairedLayout pairs = new(inputs.Anchors);
        return variant switch
        {
            "explicit_negatives" => pairs with { OwnNegativesPerAnchor = inputs.NegativesPerAnchor },
            "shared_negatives" => pairs with { SharedNegatives = inputs.SharedNegatives },
            "in_batch" or "symmetric" => pairs with { InBatchNegatives = true },
            "in_batch_hard_all" => pairs with { InBatchNegatives = true, OwnNegativesPerAnchor = inputs.NegativesPerAnchor, ShareOwnNegatives = true },
            "in_batch_hard_own" => pairs with { InBatchNegatives = true, OwnNegativesPerAnchor = inputs.NegativesPerAnchor },
            "multi_positive" => pairs with { PositivesPerAnchor = inputs.PositivesPerAnchor, OwnNegativesPerAnchor = inputs.NegativesPerAnchor },
            _ => throw new UnsupportedCaseException($"variant '{variant}' of infonce is not implemented"),
        };
    }
}
