namespace RuVector.Training.Numerics;

/// <summary>What every loss refuses before it writes anything.</summary>
public static class BatchGuard
{
    /// <summary>Checks values and shapes of a batch and its outputs.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="outputs">The outputs.</param>
    /// <exception cref="ArgumentException">An output or the weights do not have the shape of the batch, or an output overlaps an input or another output.</exception>
    /// <exception cref="NonFiniteValueException">An embedding or a weight is NaN or an infinity.</exception>
    public static void Check(in ContrastiveBatch batch, in LossOutputs outputs)
    {
        if (batch.Relations is null)
        {
            throw new ArgumentException("Expected a batch with relations, but got the default value.", nameof(batch));
        }

        CheckShape(outputs.AnchorGradients, batch.Anchors, "AnchorGradients", nameof(outputs));
        if (batch.CandidatesAreAnchors && !outputs.CandidateGradients.IsEmpty)
        {
            throw new ArgumentException("Expected no candidate gradients, because the candidates are the anchors: their gradient is in the anchor gradients.", nameof(outputs));
        }

        CheckShape(outputs.CandidateGradients, batch.Candidates, "CandidateGradients", nameof(outputs));
        if (!outputs.RowValues.IsEmpty && outputs.RowValues.Length != batch.Relations.RowCount)
        {
            throw new ArgumentException($"Expected {batch.Relations.RowCount} row values, one for each row of the relations, but got room for {outputs.RowValues.Length}.", nameof(outputs));
        }

        if (outputs.WantsGradients && !float.IsFinite(outputs.Scale))
        {
            throw new ArgumentException(FormattableString.Invariant($"Expected a finite gradient scale, but got {outputs.Scale}."), nameof(outputs));
        }

        CheckOverlaps(batch, outputs);
        CheckWeights(batch);
        FiniteRows.Require(batch.Anchors, "anchors");
        if (!batch.CandidatesAreAnchors)
        {
            FiniteRows.Require(batch.Candidates, "candidates");
        }
    }

    private static void CheckWeights(in ContrastiveBatch batch)
    {
        if (batch.AnchorWeights.IsEmpty)
        {
            return;
        }

        if (batch.AnchorWeights.Length != batch.Anchors.Rows)
        {
            throw new ArgumentException($"Expected {batch.Anchors.Rows} anchor weights, one for each anchor, but got {batch.AnchorWeights.Length}.", nameof(batch));
        }

        for (int i = 0; i < batch.AnchorWeights.Length; i++)
        {
            if (!float.IsFinite(batch.AnchorWeights[i]) || batch.AnchorWeights[i] < 0)
            {
                throw new ArgumentException(FormattableString.Invariant($"Expected finite anchor weights of 0 or more, but weight {i} is {batch.AnchorWeights[i]}."), nameof(batch));
            }
        }
    }

    private static void CheckShape(MatrixSpan gradient, ReadOnlyMatrixSpan of, string name, string paramName)
    {
        if (gradient.Rows == 0 && gradient.Columns == 0)
        {
            return;
        }

        if (gradient.Rows != of.Rows || gradient.Columns != of.Columns)
        {
            throw new ArgumentException($"Expected {name} of shape [{of.Rows}, {of.Columns}], as its input has, but got [{gradient.Rows}, {gradient.Columns}].", paramName);
        }
    }

    private static void CheckOverlaps(in ContrastiveBatch batch, in LossOutputs outputs)
    {
        ReadOnlyMatrixSpan rowValues = ReadOnlyMatrixSpan.FromRow(outputs.RowValues);
        CheckOverlaps("AnchorGradients", outputs.AnchorGradients, batch);
        CheckOverlaps("CandidateGradients", outputs.CandidateGradients, batch);
        CheckOverlaps("RowValues", rowValues, batch);
        CheckOverlap("CandidateGradients", outputs.CandidateGradients, "anchor gradients", outputs.AnchorGradients);
        CheckOverlap("RowValues", rowValues, "anchor gradients", outputs.AnchorGradients);
        CheckOverlap("RowValues", rowValues, "candidate gradients", outputs.CandidateGradients);
    }

    private static void CheckOverlaps(string name, ReadOnlyMatrixSpan outputs, in ContrastiveBatch batch)
    {
        CheckOverlap(name, outputs, "anchors", batch.Anchors);
        CheckOverlap(name, outputs, "candidates", batch.Candidates);
        CheckOverlap(name, outputs, "anchor weights", ReadOnlyMatrixSpan.FromRow(batch.AnchorWeights));
    }

    private static void CheckOverlap(string name, ReadOnlyMatrixSpan outputs, string otherName, ReadOnlyMatrixSpan other)
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

    private static ReadOnlySpan<float> Used(ReadOnlyMatrixSpan matrix) =>
        matrix.IsEmpty ? [] : matrix.Values[..(((matrix.Rows - 1) * matrix.RowStride) + matrix.Columns)];
}
