using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RuVector.Training.Numerics;

/// <summary>The exponential function of float32 numbers, with the same bits in every width.</summary>
/// <remarks>
/// <para><c>exp(x) = 2^n * exp(r)</c> with n the integer nearest to x / log(2) and <c>r = x - n log(2)</c>, taken off in two parts (Cody and Waite, "Software Manual for the Elementary
/// Functions", 1980): the first part of log(2) has 10 bits, so its product with n is exact with one rounding and with two. <c>exp(r) = 1 + (r + r^2 q(r))</c>, a polynomial of degree 6
/// with a relative error below 4e-9, fitted on |r| &lt;= log(2) / 2.</para>
/// <para>The error is below 1.04 ulp for all arguments, denormal results included, with and without fused products. Results above the largest float32 are infinity, and 0 below half the
/// smallest; infinities give infinity and 0, NaN stays NaN.</para>
/// </remarks>
internal readonly struct Exponential : ILaneFunction
{
    /// <summary>Below this the result is 0, above that it is infinity.</summary>
    private const float Lowest = -104f, Highest = 89f;

    /// <summary>Stands for all below the lowest: both powers of two are 0, so the product is 0 without an underflow, which many processors are slow at.</summary>
    private const float Vanishing = -176f;

    private const float Log2E = 1.44269504f;
    private const float Log2High = 0.693359375f;
    private const float Log2Low = -2.12194440e-4f;

    /// <summary>Added to a number, it leaves the nearest integer plus twice the bias of an exponent in the low bits.</summary>
    private const float Rounder = (1.5f * (1 << 23)) + (2 * 127);

    private const int FractionBits = 23;

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
            Of(T.Load(in source, i)).Store(ref target, i);
        }

        return i;
    }

    /// <summary>Computes exp of every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x)
        where T : struct, ILanes<T>
    {
        x = T.Min(T.Create(Highest), x);
        x = T.SelectLess(x, T.Create(Lowest), T.Create(Vanishing), x);
        T rounded = T.MultiplyAdd(x, T.Create(Log2E), T.Create(Rounder));
        T n = rounded - T.Create(Rounder);
        T r = T.MultiplyAdd(n, T.Create(-Log2High), x);
        r = T.MultiplyAdd(n, T.Create(-Log2Low), r);
        T square = r * r;
        T low = T.MultiplyAdd(r, T.Create(0.166665330f), T.Create(0.5f));
        T high = T.MultiplyAdd(r, T.Create(0.00836757850f), T.Create(0.0416672155f));
        high = T.MultiplyAdd(square, T.Create(0.00138657889f), high);
        T q = T.MultiplyAdd(square, high, low);
        return OnePlusScaled(T.MultiplyAdd(square, q, r), rounded);
    }

    /// <summary>Computes <c>(1 + y) * 2^n</c> with two powers of about n / 2, neither of them infinite or denormal: the sum rounds, and then a denormal result alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T OnePlusScaled<T>(T y, T rounded)
        where T : struct, ILanes<T>
    {
        T half = T.ShiftBitsRight(rounded, 1);
        T first = T.ShiftBitsLeft(half, FractionBits);
        T second = T.ShiftBitsLeft(T.SubtractBits(rounded, half), FractionBits);
        return T.MultiplyAdd(y, first, first) * second;
    }
}
