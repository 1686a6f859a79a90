using System.Numerics.Tensors;

namespace RuVector.Training.Numerics;

/// <summary>Exponentials, logarithms and functions of them that neither overflow nor lose the small terms.</summary>
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

    /// <summary>Computes <c>exp(x)</c> of every value.</summary>
    /// <remarks>Within 1.1 ulp, denormal results included. Infinity gives infinity, negative infinity 0, NaN stays NaN. A result does not depend on its position.</remarks>
    /// <param name="values">Any numbers, <c>[n]</c>.</param>
    /// <param name="exponentials">Overwritten, <c>[n]</c>; may be the values, but must not overlap them otherwise.</param>
    /// <exception cref="ArgumentException"><paramref name="exponentials"/> is shorter than the values or overlaps them; nothing was written.</exception>
    public static void Exp(ReadOnlySpan<float> values, Span<float> exponentials) => Compute<Exponential>(values, exponentials, nameof(exponentials));

    /// <summary>Computes the natural logarithm of every value.</summary>
    /// <remarks>Within 1.7 ulp, also of denormal numbers. 0 and -0 give negative infinity, numbers below 0 NaN, infinity gives infinity, NaN stays NaN. A result does not depend on its
    /// position.</remarks>
    /// <param name="values">Any numbers, <c>[n]</c>.</param>
    /// <param name="logarithms">Overwritten, <c>[n]</c>; may be the values, but must not overlap them otherwise.</param>
    /// <exception cref="ArgumentException"><paramref name="logarithms"/> is shorter than the values or overlaps them; nothing was written.</exception>
    public static void Log(ReadOnlySpan<float> values, Span<float> logarithms) => Compute<NaturalLogarithm>(values, logarithms, nameof(logarithms));

    /// <summary>Computes <c>log(1 + exp(x)) = max(x, 0) + log(1 + exp(-|x|))</c> of every value.</summary>
    /// <remarks>Within 2.5 ulp, small and denormal results included. Infinity gives infinity, negative infinity 0, NaN stays NaN. A result does not depend on its position.</remarks>
    /// <param name="values">Any numbers, <c>[n]</c>.</param>
    /// <param name="results">Overwritten, <c>[n]</c>; may be the values, but must not overlap them otherwise.</param>
    /// <exception cref="ArgumentException"><paramref name="results"/> is shorter than the values or overlaps them; nothing was written.</exception>
    public static void Softplus(ReadOnlySpan<float> values, Span<float> results) => Compute<OfFallingExponential<SoftplusFunction>>(values, results, nameof(results));

    /// <summary>Computes <c>1 / (1 + exp(-x))</c> of every value.</summary>
    /// <remarks>Within 2.5 ulp, small and denormal results included. Infinity gives 1, negative infinity 0, NaN stays NaN. A result does not depend on its position.</remarks>
    /// <param name="values">Any numbers, <c>[n]</c>.</param>
    /// <param name="results">Overwritten with numbers in [0, 1], <c>[n]</c>; may be the values, but must not overlap them otherwise.</param>
    /// <exception cref="ArgumentException"><paramref name="results"/> is shorter than the values or overlaps them; nothing was written.</exception>
    public static void Sigmoid(ReadOnlySpan<float> values, Span<float> results) => Compute<OfFallingExponential<SigmoidFunction>>(values, results, nameof(results));

    /// <summary>Computes <c>exp(scale * x_i) / sum_j exp(scale * x_j)</c> with the maximum taken out first.</summary>
    /// <remarks>Every exponential is within 1.1 ulp of that of its float32 argument <c>scale * (x_i - max)</c>, and its factor adds two roundings. Negative infinity gives 0 beside a finite
    /// value; infinity or NaN among the values gives NaN.</remarks>
    /// <param name="values">Finite values or negative infinity, <c>[n]</c>.</param>
    /// <param name="scale">A positive finite factor of the values: 1 / temperature.</param>
    /// <param name="probabilities">Overwritten with numbers in [0, 1], <c>[n]</c>; may be the values, but must not overlap them otherwise.</param>
    /// <exception cref="ArgumentException"><paramref name="probabilities"/> is shorter than the values or overlaps them; nothing was written.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not positive and finite; nothing was written.</exception>
    public static void SoftMax(ReadOnlySpan<float> values, float scale, Span<float> probabilities)
    {
        RequireRoom(values, probabilities, nameof(probabilities));
        if (!(scale > 0) || !float.IsFinite(scale))
        {
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "Expected a positive finite scale.");
        }

        if (!values.IsEmpty)
        {
            Span<float> results = probabilities[..values.Length];
            double sum = ExponentialSum.Compute(values, TensorPrimitives.Max(values), scale, results);
            TensorPrimitives.Multiply(results, (float)(1 / sum), results);
        }
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

    private static void Compute<TFunction>(ReadOnlySpan<float> values, Span<float> results, string paramName)
        where TFunction : struct, ILaneFunction
    {
        RequireRoom(values, results, paramName);
        LaneFunction<TFunction>.Compute(values, results);
    }

    private static void RequireRoom(ReadOnlySpan<float> values, Span<float> results, string paramName)
    {
        if (results.Length < values.Length)
        {
            throw new ArgumentException($"Expected room for {values.Length} results, but got {results.Length}.", paramName);
        }

        if (values.Overlaps(results[..values.Length], out int offset) && offset != 0)
        {
            throw new ArgumentException($"Expected results that are the values or share no memory with them, but they start {offset} values apart.", paramName);
        }
    }
}
