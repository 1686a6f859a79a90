using System.Numerics.Tensors;
using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Sums of <c>log(1 + exp(x))</c> over many x, with their sigmoids, a block that stays in the cache at a time.</summary>
/// <remarks>The linear part <c>max(x, 0)</c> and the rest <c>log(1 + exp(-|x|))</c> are summed apart: beside a large x a float32 would lose the rest.</remarks>
internal static class SoftplusSum
{
    private const int BlockLength = 512;

    /// <summary>Computes <c>sum_i softplus(slope * s_i + shift)</c>.</summary>
    /// <param name="scores">The scores s, <c>[n]</c>.</param>
    /// <param name="slope">The factor.</param>
    /// <param name="shift">Added to the products.</param>
    /// <param name="sigmoids">Overwritten with the sigmoid of each x, <c>[n]</c>; nothing when they are not wanted.</param>
    /// <returns>The sum; NaN among the scores gives NaN.</returns>
    public static double Compute(ReadOnlySpan<float> scores, float slope, float shift, Span<float> sigmoids)
    {
        Span<float> memory = stackalloc float[2 * BlockLength];
        double sum = 0;
        for (int start = 0; start < scores.Length; start += BlockLength)
        {
            int length = Math.Min(BlockLength, scores.Length - start);
            Span<float> x = memory[..length], part = memory.Slice(BlockLength, length);
            TensorPrimitives.Multiply(scores.Slice(start, length), slope, x);
            TensorPrimitives.Add(x, shift, x);
            if (!sigmoids.IsEmpty)
            {
                StableMath.Sigmoid(x, sigmoids.Slice(start, length));
            }

            TensorPrimitives.Max(x, 0f, part);
            sum += TensorPrimitives.Sum<float>(part);
            TensorPrimitives.Abs(x, x);
            TensorPrimitives.Negate(x, x);
            StableMath.Softplus(x, x);
            sum += TensorPrimitives.Sum<float>(x);
        }

        return sum;
    }
}
