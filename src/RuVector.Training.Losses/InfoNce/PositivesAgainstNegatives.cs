using System.Numerics.Tensors;
using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Each positive of a row against all its negatives: what InfoNCE and NT-Xent share.</summary>
internal static class PositivesAgainstNegatives
{
    /// <summary>Computes <c>sum_p softplus(lse_n(negativeScale * s_n) - scale * s_p) / divisor</c>.</summary>
    /// <remarks>The derivatives are those of equal scales: what the scale of the negatives has above the other is a constant weight of the negatives.</remarks>
    /// <param name="row">A row with positives and negatives.</param>
    /// <param name="scale">1 / temperature.</param>
    /// <param name="negativeScale">1 / temperature, or more for a larger weight of hard negatives.</param>
    /// <param name="divisor">Divides the sum.</param>
    /// <returns>The value; the derivatives are written where the row wants them.</returns>
    public static double Evaluate(in ScoreRow row, float scale, float negativeScale, int divisor)
    {
        using RentedArray<float> scratch = new(row.WantsGradients ? 0 : row.Negatives.Length);
        Span<float> exponentials = row.WantsGradients ? row.NegativeGradients : scratch.Span;
        double negatives = StableMath.LogSumExp(row.Negatives, negativeScale, exponentials, out double sum);
        double slope = (double)scale / divisor;
        double loss = 0;
        double share = 0;
        for (int i = 0; i < row.Positives.Length; i++)
        {
            double gap = negatives - ((double)scale * row.Positives[i]);
            double wrong = StableMath.Sigmoid(gap);
            loss += StableMath.Softplus(gap);
            share += wrong;
            if (row.WantsGradients)
            {
                row.PositiveGradients[i] = (float)(-wrong * slope);
            }
        }

        if (row.WantsGradients)
        {
            TensorPrimitives.Multiply(exponentials, (float)(share * slope / sum), row.NegativeGradients);
        }

        return loss / divisor;
    }
}
