namespace RuVector.Training.Numerics;

/// <summary>What every loss refuses before it writes anything.</summary>
public static class BatchGuard
{
    /// <summary>Checks values and shapes of a batch and its outputs.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="outputs">The outputs.</param>
    /// <exception cref="ArgumentException">An output or the weights do not have the shape of the batch, or an output overlaps an input or another output.</exception>
    /// <exception cref="NonFiniteValueException">An embedding is NaN or an infinity.</exception>
    public static void Check(in ContrastiveBatch batch, in LossOutputs outputs)
    {
        CheckShapes(batch, outputs);
        FiniteRows.Require(batch.Anchors, "anchors");
        if (!batch.CandidatesAreAnchors)
        {
            FiniteRows.Require(batch.Candidates, "candidates");
        }
    }

    /// <summary>Checks all but the values of the embeddings.</summary>
    internal static void CheckShapes(in ContrastiveBatch batch, in LossOutputs outputs)
    {
        RequireRelations(batch);
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

        CheckWeights(batch);
        OverlapGuard.Check(batch, outputs);
    }

    /// <summary>Refuses the default value of a batch: for what looks at the relations before <see cref="ScoreEngine"/> checks all the rest.</summary>
    /// <param name="batch">The batch.</param>
    /// <exception cref="ArgumentException">The batch has no relations.</exception>
    public static void RequireRelations(in ContrastiveBatch batch)
    {
        if (batch.Relations is null)
        {
            throw new ArgumentException("Expected a batch with relations, but got the default value.", nameof(batch));
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
        bool isNotWanted = gradient.Rows == 0 && gradient.Columns == 0;
        if (!isNotWanted && (gradient.Rows != of.Rows || gradient.Columns != of.Columns))
        {
            throw new ArgumentException($"Expected {name} of shape [{of.Rows}, {of.Columns}], as its input has, but got [{gradient.Rows}, {gradient.Columns}].", paramName);
        }
    }
}
