using RuVector.Training.Losses;

namespace RuVector.Training.Conformance;

/// <summary>Triplet loss of given triplets in Euclidean distance.</summary>
internal sealed class TripletMarginCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["triplet_margin"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        if (golden.Parameters.Has("p") && golden.Parameters.Number("p") != 2)
        {
            throw new UnsupportedCaseException("only p = 2 is a Euclidean distance");
        }

        PairedInputs inputs = new(golden);
        PairRelations relations = PairRelations.Paired(new PairedLayout(inputs.Anchors) { OwnNegativesPerAnchor = 1 });
        LossCases.Compare(golden, comparison, reduction => inputs.Evaluate(
            new TripletLoss(new TripletOptions { Margin = (float)golden.Parameters.Number("margin"), Reduction = reduction }), relations));
    }
}
