namespace RuVector.Training.Numerics;

/// <summary>Refuses outputs that share memory with what is still to be read or with each other.</summary>
internal static class OverlapGuard
{
    public static void Check(in ContrastiveBatch batch, in LossOutputs outputs)
    {
        ReadOnlyMatrixSpan rowValues = ReadOnlyMatrixSpan.FromRow(outputs.RowValues);
        CheckInputs("AnchorGradients", outputs.AnchorGradients, batch);
        CheckInputs("CandidateGradients", outputs.CandidateGradients, batch);
        CheckInputs("RowValues", rowValues, batch);
        Check("CandidateGradients", outputs.CandidateGradients, "anchor gradients", outputs.AnchorGradients);
        Check("RowValues", rowValues, "anchor gradients", outputs.AnchorGradients);
        Check("RowValues", rowValues, "candidate gradients", outputs.CandidateGradients);
    }

    private static void CheckInputs(string name, ReadOnlyMatrixSpan outputs, in ContrastiveBatch batch)
    {
        Check(name, outputs, "anchors", batch.Anchors);
        Check(name, outputs, "candidates", batch.Candidates);
        Check(name, outputs, "anchor weights", ReadOnlyMatrixSpan.FromRow(batch.AnchorWeights));
    }

    private static void Check(string name, ReadOnlyMatrixSpan outputs, string otherName, ReadOnlyMatrixSpan other)
    {
        if (Overlap(outputs, other))
        {
            throw new ArgumentException($"Expected {name} not to overlap the {otherName}.", nameof(outputs));
        }
    }

    /// <summary>Tells whether two views share a value; columns of one matrix beside each other do not.</summary>
    private static bool Overlap(ReadOnlyMatrixSpan a, ReadOnlyMatrixSpan b)
    {
        if (!Used(a).Overlaps(Used(b), out int offset))
        {
            return false;
        }

        int stride = a.RowStride;
        int shift = ((offset % stride) + stride) % stride;
        return stride != b.RowStride || shift < a.Columns || shift + b.Columns > stride;
    }

    /// <summary>The values from the first row to the end of the last: a strided view may have been given more.</summary>
    private static ReadOnlySpan<float> Used(ReadOnlyMatrixSpan matrix) =>
        matrix.IsEmpty ? [] : matrix.Values[..(((matrix.Rows - 1) * matrix.RowStride) + matrix.Columns)];
}
