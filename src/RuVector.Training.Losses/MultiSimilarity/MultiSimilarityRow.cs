using System.Numerics.Tensors;
using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Multi-similarity of one row: a soft maximum of how far positives lie below the base, and one of how far negatives lie above it.</summary>
/// <param name="alpha">Scale of positives.</param>
/// <param name="beta">Scale of negatives.</param>
/// <param name="baseline">The base.</param>
internal readonly struct MultiSimilarityRow(float alpha, float beta, float baseline) : IRowLoss
{
    public RowValue Evaluate(in ScoreRow row)
    {
        if (row.Positives.IsEmpty && row.Negatives.IsEmpty)
        {
            return RowValue.None;
        }

        using RentedArray<float> scratch = new(Math.Max(row.Positives.Length, row.Negatives.Length));
        Span<float> distances = scratch.Span[..row.Positives.Length];
        TensorPrimitives.Negate(row.Positives, distances);
        double positives = Side(distances, alpha, baseline, distances, row.PositiveGradients, -1);
        double negatives = Side(row.Negatives, beta, -baseline, scratch.Span, row.NegativeGradients, 1);
        return new RowValue(positives + negatives, 1);
    }

    /// <summary><c>log(1 + sum exp(scale (x + shift))) / scale</c>, and the sign times its derivatives.</summary>
    private static double Side(ReadOnlySpan<float> values, float scale, float shift, Span<float> exponentials, Span<float> gradients, int sign)
    {
        double exponent = StableMath.LogSumExp(values, scale, exponentials, out double sum) + ((double)scale * shift);
        if (!gradients.IsEmpty)
        {
            TensorPrimitives.Multiply(exponentials[..values.Length], (float)(sign * StableMath.Sigmoid(exponent) / sum), gradients);
        }

        return StableMath.Softplus(exponent) / scale;
    }
}
