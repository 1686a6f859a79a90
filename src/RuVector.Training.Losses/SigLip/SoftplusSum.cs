using System.Numerics.Tensors;

namespace RuVector.Training.Losses;

/// <summary>Sums of <c>log(1 + exp(x))</c> over many x, with their sigmoids, a block that stays in the cache at a time.</summary>
internal static class SoftplusSum
{
    private const int BlockLength = 512;

    /// <summary>Coefficients of <c>artanh(z) / z</c> in z squared, the last first; z is at most 1/3, where they leave out 1e-9.</summary>
    private static ReadOnlySpan<float> Coefficients => [1f / 17, 1f / 15, 1f / 13, 1f / 11, 1f / 9, 1f / 7, 1f / 5, 1f / 3, 1f];

    /// <summary>Computes <c>sum_i softplus(slope * s_i + shift)</c>.</summary>
    /// <param name="scores">The scores s, <c>[n]</c>.</param>
    /// <param name="slope">The factor.</param>
    /// <param name="shift">Added to the products.</param>
    /// <param name="sigmoids">Overwritten with the sigmoid of each x, <c>[n]</c>; nothing when they are not wanted.</param>
    /// <returns>The sum; NaN among the scores gives NaN.</returns>
    public static double Compute(ReadOnlySpan<float> scores, float slope, float shift, Span<float> sigmoids)
    {
        Span<float> x = stackalloc float[BlockLength];
        Span<float> scratch = stackalloc float[4 * BlockLength];
        double sum = 0;
        for (int start = 0; start < scores.Length; start += BlockLength)
        {
            int length = Math.Min(BlockLength, scores.Length - start);
            Span<float> block = x[..length];
            TensorPrimitives.Multiply(scores.Slice(start, length), slope, block);
            TensorPrimitives.Add(block, shift, block);
            sum += OfBlock(block, scratch, sigmoids.IsEmpty ? [] : sigmoids.Slice(start, length));
        }

        return sum;
    }

    /// <summary><c>log(1 + exp(x)) = max(0, x) + 2 artanh(e / (2 + e))</c>, e = exp(-|x|): no digit of a small e is lost.</summary>
    private static double OfBlock(Span<float> x, Span<float> scratch, Span<float> sigmoids)
    {
        Span<float> e = scratch[..x.Length];
        Span<float> z = scratch.Slice(BlockLength, x.Length);
        Span<float> square = scratch.Slice(2 * BlockLength, x.Length);
        Span<float> series = scratch.Slice(3 * BlockLength, x.Length);
        TensorPrimitives.Abs(x, e);
        TensorPrimitives.Negate(e, e);
        TensorPrimitives.Exp(e, e);
        TensorPrimitives.Add(e, 2f, z);
        TensorPrimitives.Divide(e, z, z);
        TensorPrimitives.Multiply(z, z, square);
        series.Fill(Coefficients[0]);
        foreach (float coefficient in Coefficients[1..])
        {
            TensorPrimitives.MultiplyAdd(series, square, coefficient, series);
        }

        double logarithms = 2.0 * TensorPrimitives.Dot(z, series);
        TensorPrimitives.Max(x, 0f, series);
        double linear = TensorPrimitives.Sum<float>(series);
        if (!sigmoids.IsEmpty)
        {
            TensorPrimitives.Min(x, 0f, x);
            TensorPrimitives.Exp(x, sigmoids);
            TensorPrimitives.Add(e, 1f, e);
            TensorPrimitives.Divide(sigmoids, e, sigmoids);
        }

        return linear + logarithms;
    }
}
