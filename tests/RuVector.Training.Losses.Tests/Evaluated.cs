namespace RuVector.Training.Losses.Tests;

/// <summary>A loss evaluated with all its outputs, in arrays of their own.</summary>
internal sealed record Evaluated(LossResult Result, float[,] AnchorGradients, float[,] CandidateGradients, float[] RowValues)
{
    public double Value => Result.Value;

    public static Evaluated Of(ILoss loss, float[,] anchors, float[,] candidates, PairRelations relations, float[]? weights = null, float scale = 1f)
    {
        float[,] byAnchor = new float[anchors.GetLength(0), anchors.GetLength(1)];
        float[,] byCandidate = new float[candidates.GetLength(0), candidates.GetLength(1)];
        float[] rows = new float[relations.RowCount];
        LossResult result = loss.Evaluate(
            new ContrastiveBatch(anchors, candidates, relations) { AnchorWeights = weights },
            new LossOutputs { AnchorGradients = byAnchor, CandidateGradients = byCandidate, RowValues = rows, Scale = scale });
        return new(result, byAnchor, byCandidate, rows);
    }

    /// <summary>A batch whose candidates are its anchors; the anchor gradients hold both roles.</summary>
    public static Evaluated Of(ILoss loss, float[,] embeddings, PairRelations relations, float[]? weights = null, float scale = 1f)
    {
        float[,] gradients = new float[embeddings.GetLength(0), embeddings.GetLength(1)];
        float[] rows = new float[relations.RowCount];
        LossResult result = loss.Evaluate(
            new ContrastiveBatch(embeddings, relations) { AnchorWeights = weights },
            new LossOutputs { AnchorGradients = gradients, RowValues = rows, Scale = scale });
        return new(result, gradients, new float[0, 0], rows);
    }
}
