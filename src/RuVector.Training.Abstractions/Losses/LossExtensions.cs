namespace RuVector.Training;

/// <summary>Losses of single vectors: one anchor, one positive, some negatives.</summary>
/// <remarks>For first steps and tests; a training loop fills matrices once and calls <see cref="ILoss.Evaluate"/>. The loss sees a batch of one anchor, whose candidates are the positive and then the negatives.</remarks>
public static class LossExtensions
{
    /// <summary>Computes the loss of one anchor.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="anchor">The anchor, <c>[D]</c>.</param>
    /// <param name="positive">The positive, <c>[D]</c>.</param>
    /// <param name="negatives">The negatives, <c>[K][D]</c>; may be empty.</param>
    /// <returns>The loss; 0 when there is no negative.</returns>
    /// <exception cref="ArgumentException">The dimensions differ.</exception>
    /// <exception cref="NonFiniteValueException">A vector holds NaN or an infinity.</exception>
    public static double Evaluate(this ILoss loss, ReadOnlySpan<float> anchor, ReadOnlySpan<float> positive, params float[][] negatives)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return loss.Evaluate(new ContrastiveBatch(ReadOnlyMatrixSpan.FromRow(anchor), Stack(anchor.Length, positive, negatives), Relations(negatives))).Value;
    }

    /// <summary>Computes the loss of one anchor and its gradients.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="anchor">The anchor, <c>[D]</c>.</param>
    /// <param name="positive">The positive, <c>[D]</c>.</param>
    /// <param name="negatives">The negatives, <c>[K][D]</c>; may be empty.</param>
    /// <returns>The loss and the gradients of all three.</returns>
    /// <exception cref="ArgumentException">The dimensions differ.</exception>
    /// <exception cref="NonFiniteValueException">A vector holds NaN or an infinity.</exception>
    public static VectorGradients EvaluateWithGradients(this ILoss loss, ReadOnlySpan<float> anchor, ReadOnlySpan<float> positive, params float[][] negatives)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ReadOnlyMatrixSpan candidates = Stack(anchor.Length, positive, negatives);
        float[] anchorGradient = new float[anchor.Length];
        float[,] candidateGradients = new float[candidates.Rows, candidates.Columns];
        LossResult result = loss.Evaluate(
            new ContrastiveBatch(ReadOnlyMatrixSpan.FromRow(anchor), candidates, Relations(negatives)),
            new LossOutputs
            {
                AnchorGradients = new MatrixSpan(anchorGradient, 1, anchor.Length),
                CandidateGradients = candidateGradients,
            });
        float[][] rows = new float[candidates.Rows][];
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = ((MatrixSpan)candidateGradients)[row].ToArray();
        }

        return new VectorGradients(result.Value, anchorGradient, rows[0], rows[1..]);
    }

    private static PairRelations Relations(float[][] negatives) => PairRelations.Paired(new PairedLayout(1) { OwnNegativesPerAnchor = negatives.Length });

    private static ReadOnlyMatrixSpan Stack(int dimension, ReadOnlySpan<float> positive, float[][] negatives)
    {
        ArgumentNullException.ThrowIfNull(negatives);
        if (positive.Length != dimension)
        {
            throw new ArgumentException($"Expected a positive of {dimension} values, as the anchor has, but got {positive.Length}.", nameof(positive));
        }

        for (int i = 0; i < negatives.Length; i++)
        {
            if (negatives[i]?.Length != dimension)
            {
                string got = negatives[i] is null ? "is null" : $"has {negatives[i].Length}";
                throw new ArgumentException($"Expected negatives of {dimension} values, as the anchor has, but negative {i} {got}.", nameof(negatives));
            }
        }

        return ReadOnlyMatrixSpan.FromRows([positive.ToArray(), .. negatives]);
    }
}
