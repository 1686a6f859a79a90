using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RuVector.Training.Numerics;

/// <summary>The natural logarithm of float32 numbers, with the same bits in every width.</summary>
/// <remarks>
/// <para><c>log(x) = n log(2) + log(1 + f)</c> with <c>x = 2^n (1 + f)</c> and 1 + f from sqrt(1/2) to sqrt(2); f is exact. <c>log(1 + f) = f + (f^2 p(f) - f^2 / 2)</c>, where
/// <c>f p(f)</c> is a polynomial of degree 8 with an error below 6e-9 of the logarithm, fitted on that range. log(2) is added in two parts (Cody and Waite, "Software Manual for the
/// Elementary Functions", 1980): the product of n with the first is exact.</para>
/// <para>The error is below 1.7 ulp for all arguments, denormal ones included, with and without fused products. 0 and -0 give negative infinity, numbers below 0 NaN, infinity
/// gives infinity and NaN stays NaN.</para>
/// </remarks>
internal readonly struct NaturalLogarithm : ILaneFunction
{
    private const int FractionBits = 23;

    /// <summary>Numbers below the smallest normal one are scaled up first.</summary>
    private const float SmallestNormal = 1.17549435e-38f, ScaleUp = 1 << FractionBits;

    private const float Log2High = 0.693359375f;
    private const float Log2Low = -2.12194440e-4f;

    /// <summary>A number whose low bits count up with the number itself; the exponent of x is added to its bits.</summary>
    private const float Counter = 1.5f * (1 << FractionBits);

    /// <summary>Gets the number whose bits, taken from those of x, let the exponent step at sqrt(1/2) 2^n and count from -126.</summary>
    private static float Step => BitConverter.Int32BitsToSingle(0x003504F3);

    private static float LessCounter => BitConverter.Int32BitsToSingle(126 - BitConverter.SingleToInt32Bits(Counter));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nuint Run<T>(ReadOnlySpan<float> values, Span<float> results, nuint start)
        where T : struct, ILanes<T>
    {
        ref float source = ref MemoryMarshal.GetReference(values);
        ref float target = ref MemoryMarshal.GetReference(results);
        nuint lanes = (nuint)T.Count, length = (nuint)values.Length, i = start;
        for (; i + lanes <= length; i += lanes)
        {
            T x = T.Load(in source, i);
            T normal = T.SelectLess(x, T.Create(SmallestNormal), x * T.Create(ScaleUp), x);
            T counter = T.SelectLess(x, T.Create(SmallestNormal), T.Create(Counter + FractionBits), T.Create(Counter));
            T counted = T.SubtractBits(T.ShiftBitsRight(T.SubtractBits(normal, T.Create(Step)), FractionBits), T.Create(LessCounter));
            T n = counted - counter;
            T f = T.SubtractBits(normal, T.ShiftBitsLeft(counted, FractionBits)) - T.Create(1f);
            T result = T.MultiplyAdd(n, T.Create(Log2High), f) + T.MultiplyAdd(n, T.Create(Log2Low), Correction(f));
            T special = T.SelectLess(x, T.Create(0f), T.Create(float.NaN), x - T.Create(float.PositiveInfinity));
            T positive = T.SelectLess(x, T.Create(float.PositiveInfinity), result, x);
            T.SelectLess(T.Create(0f), x, positive, special).Store(ref target, i);
        }

        return i;
    }

    /// <summary>Computes <c>log(1 + f) - f</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Correction<T>(T f)
        where T : struct, ILanes<T>
    {
        T square = f * f;
        T fourth = square * square;
        T p01 = T.MultiplyAdd(f, T.Create(0.333333313f), T.Create(-0.5f));
        T p23 = T.MultiplyAdd(f, T.Create(0.200012222f), T.Create(-0.250008106f));
        T p45 = T.MultiplyAdd(f, T.Create(0.142021522f), T.Create(-0.166237161f));
        T p67 = T.MultiplyAdd(f, T.Create(0.127569482f), T.Create(-0.131568283f));
        T high = T.MultiplyAdd(square, p67, p45);
        high = T.MultiplyAdd(fourth, T.Create(-0.076379545f), high);
        return square * T.MultiplyAdd(fourth, high, T.MultiplyAdd(square, p23, p01));
    }
}
