using System.Numerics.Tensors;

namespace RuVector.Training.Numerics;

/// <summary>Exponentials that neither overflow nor lose the small terms.</summary>
public static class StableMath
{
    /// <summary>Computes <c>log(sum_i exp(scale * x_i))</c> with the maximum taken out first.</summary>
    /// <remarks>Every exponential is within 1.1 ulp of that of its float32 argument, denormal ones included; NaN among the values gives NaN.</remarks>
    /// <param name="values">Finite values, <c>[n]</c>.</param>
    /// <param name="scale">A positive factor of the values: 1 / temperature.</param>
    /// <param name="exponentials">Overwritten with <c>exp(scale * (x_i - max))</c>, <c>[n]</c>; may be the values.</param>
    /// <param name="sum">The sum of the exponentials: at least 1 when there is a value.</param>
    /// <returns>The logarithm; negative infinity for no value.</returns>
    /// <exception cref="ArgumentException"><paramref name="exponentials"/> is shorter than the values.</exception>
    public static double LogSumExp(ReadOnlySpan<float> values, float scale, Span<float> exponentials, out double sum)
    {
        if (values.IsEmpty)
        {
            sum = 0;
            return double.NegativeInfinity;
        }

        if (exponentials.Length < values.Length)
        {
            throw new ArgumentException($"Expected room for {values.Length} exponentials, but got {exponentials.Length}.", nameof(exponentials));
        }

        float max = TensorPrimitives.Max(values);
        sum = ExponentialSum.Compute(values, max, scale, exponentials);
        return ((double)scale * max) + Math.Log(sum);
    }

    /// <summary>Computes <c>log(1 + exp(x))</c>.</summary>
    /// <param name="x">Any number; infinities are allowed.</param>
    /// <returns>0 for negative infinity, x for large x; NaN for NaN.</returns>
    public static double Softplus(double x) => x > 0 ? x + LogOnePlus(Math.Exp(-x)) : LogOnePlus(Math.Exp(x));

    /// <summary>Computes <c>1 / (1 + exp(-x))</c>.</summary>
    /// <param name="x">Any number; infinities are allowed.</param>
    /// <returns>A number in [0, 1]; NaN for NaN.</returns>
    public static double Sigmoid(double x)
    {
        double e = Math.Exp(-Math.Abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    /// <summary>log(1 + e) for e in [0, 1], exact for small e too.</summary>
    private static double LogOnePlus(double e)
    {
        double sum = 1 + e;
        return sum == 1 ? e : Math.Log(sum) * (e / (sum - 1));
    }
}
