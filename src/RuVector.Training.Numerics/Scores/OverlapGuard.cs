namespace RuVector.Training.Numerics;

/// <summary>Refuses outputs that share memory with what is still to be read or with each other.</summary>
internal static class OverlapGuard
{
    public static void Check(in ContrastiveBatch batch, in LossOutputs outputs)
    {
        ReadOnlySpan<float> anchors = Used(batch.Anchors);
        ReadOnlySpan<float> candidates = Used(batch.Candidates);
        ReadOnlySpan<float> byAnchor = Used(outputs.AnchorGradients);
        ReadOnlySpan<float> byCandidate = Used(outputs.CandidateGradients);
        CheckInputs("AnchorGradients", byAnchor, anchors, candidates, batch.AnchorWeights);
        CheckInputs("CandidateGradients", byCandidate, anchors, candidates, batch.AnchorWeights);
        CheckInputs("RowValues", outputs.RowValues, anchors, candidates, batch.AnchorWeights);
        Check("CandidateGradients", byCandidate, "anchor gradients", byAnchor);
        Check("RowValues", outputs.RowValues, "anchor gradients", byAnchor);
        Check("RowValues", outputs.RowValues, "candidate gradients", byCandidate);
    }

    private static void CheckInputs(string name, ReadOnlySpan<float> output, ReadOnlySpan<float> anchors, ReadOnlySpan<float> candidates, ReadOnlySpan<float> weights)
    {
        Check(name, output, "anchors", anchors);
        Check(name, output, "candidates", candidates);
        Check(name, output, "anchor weights", weights);
    }

    private static void Check(string name, ReadOnlySpan<float> output, string otherName, ReadOnlySpan<float> other, string paramName = "outputs")
    {
        if (output.Overlaps(other))
        {
            throw new ArgumentException($"Expected {name} not to overlap the {otherName}.", paramName);
        }
    }

    /// <summary>The values from the first row to the end of the last: a strided view may have been given more.</summary>
    private static ReadOnlySpan<float> Used(ReadOnlyMatrixSpan matrix) =>
        matrix.IsEmpty ? [] : matrix.Values[..(int)(((matrix.Rows - 1L) * matrix.RowStride) + matrix.Columns)];
}
