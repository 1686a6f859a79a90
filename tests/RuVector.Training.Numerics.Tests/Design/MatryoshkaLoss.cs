namespace RuVector.Training.Numerics.Tests.Design;

/// <summary>The weighted sum of any loss over the first columns of its inputs; the prefixes are views, nothing is copied.</summary>
internal sealed class MatryoshkaLoss(ILoss inner, params (int Dimension, float Weight)[] prefixes) : ILoss
{
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
    {
        BatchGuard.Check(batch, outputs);
        if (!outputs.Accumulate)
        {
            outputs.AnchorGradients.Fill(0f);
            outputs.CandidateGradients.Fill(0f);
        }

        LossResult total = default;
        foreach ((int dimension, float weight) in prefixes)
        {
            LossResult result = inner.Evaluate(Prefix(batch, dimension), Prefix(outputs, dimension, weight));
            total = result with { Value = total.Value + (weight * result.Value) };
        }

        return total;
    }

    private static ContrastiveBatch Prefix(in ContrastiveBatch batch, int dimension)
    {
        ReadOnlyMatrixSpan anchors = batch.Anchors.SliceColumns(0, dimension);
        return batch.CandidatesAreAnchors
            ? new ContrastiveBatch(anchors, batch.Relations) { AnchorWeights = batch.AnchorWeights }
            : new ContrastiveBatch(anchors, batch.Candidates.SliceColumns(0, dimension), batch.Relations) { AnchorWeights = batch.AnchorWeights };
    }

    private static LossOutputs Prefix(in LossOutputs outputs, int dimension, float weight) => new()
    {
        AnchorGradients = outputs.AnchorGradients.IsEmpty ? default : outputs.AnchorGradients.SliceColumns(0, dimension),
        CandidateGradients = outputs.CandidateGradients.IsEmpty ? default : outputs.CandidateGradients.SliceColumns(0, dimension),
        Accumulate = true,
        Scale = weight * outputs.Scale,
    };
}
