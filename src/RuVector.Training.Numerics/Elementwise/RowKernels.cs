using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RuVector.Training.Numerics;

/// <summary>Loops over one row or two, as fast in the first call as in the last.</summary>
/// <remarks>A loop of a library is compiled without optimization at first, and vectors then cost a call for each operation: a loss would need dozens of calls to become fast. Sums are float32, in four times as many parts as a vector has numbers.</remarks>
internal static class RowKernels
{
    /// <summary>Computes <c>sum_i a_i b_i</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        b = b[..a.Length];
        ReadOnlySpan<Vector<float>> x = MemoryMarshal.Cast<float, Vector<float>>(a), y = MemoryMarshal.Cast<float, Vector<float>>(b);
        Vector<float> first = default, second = default, third = default, fourth = default;
        while (x.Length >= 4 && y.Length >= 4)
        {
            first = Vector.MultiplyAddEstimate(x[0], y[0], first);
            second = Vector.MultiplyAddEstimate(x[1], y[1], second);
            third = Vector.MultiplyAddEstimate(x[2], y[2], third);
            fourth = Vector.MultiplyAddEstimate(x[3], y[3], fourth);
            x = x[4..];
            y = y[4..];
        }

        for (int i = 0; i < x.Length && i < y.Length; i++)
        {
            first = Vector.MultiplyAddEstimate(x[i], y[i], first);
        }

        float sum = Vector.Sum(first + second + (third + fourth));
        for (int i = Whole(a.Length); i < a.Length && i < b.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>Computes <c>sum_i (aFactor a_i) (bFactor b_i)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Dot(ReadOnlySpan<float> a, float aFactor, ReadOnlySpan<float> b, float bFactor)
    {
        b = b[..a.Length];
        ReadOnlySpan<Vector<float>> x = MemoryMarshal.Cast<float, Vector<float>>(a), y = MemoryMarshal.Cast<float, Vector<float>>(b);
        Vector<float> first = default, second = default, aFactors = new(aFactor), bFactors = new(bFactor);
        while (x.Length >= 2 && y.Length >= 2)
        {
            first = Vector.MultiplyAddEstimate(aFactors * x[0], bFactors * y[0], first);
            second = Vector.MultiplyAddEstimate(aFactors * x[1], bFactors * y[1], second);
            x = x[2..];
            y = y[2..];
        }

        for (int i = 0; i < x.Length && i < y.Length; i++)
        {
            first = Vector.MultiplyAddEstimate(aFactors * x[i], bFactors * y[i], first);
        }

        float sum = Vector.Sum(first + second);
        for (int i = Whole(a.Length); i < a.Length && i < b.Length; i++)
        {
            sum += aFactor * a[i] * (bFactor * b[i]);
        }

        return sum;
    }

    /// <summary>Computes <c>target_i = factor source_i</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(ReadOnlySpan<float> source, float factor, Span<float> target)
    {
        target = target[..source.Length];
        ReadOnlySpan<Vector<float>> x = MemoryMarshal.Cast<float, Vector<float>>(source);
        Span<Vector<float>> y = MemoryMarshal.Cast<float, Vector<float>>(target);
        for (int i = 0; i < x.Length && i < y.Length; i++)
        {
            y[i] = factor * x[i];
        }

        for (int i = Whole(source.Length); i < source.Length && i < target.Length; i++)
        {
            target[i] = factor * source[i];
        }
    }

    /// <summary>Computes <c>target_i += factor source_i</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(ReadOnlySpan<float> source, float factor, Span<float> target)
    {
        target = target[..source.Length];
        ReadOnlySpan<Vector<float>> x = MemoryMarshal.Cast<float, Vector<float>>(source);
        Span<Vector<float>> y = MemoryMarshal.Cast<float, Vector<float>>(target);
        Vector<float> factors = new(factor);
        for (int i = 0; i < x.Length && i < y.Length; i++)
        {
            y[i] = Vector.MultiplyAddEstimate(factors, x[i], y[i]);
        }

        for (int i = Whole(source.Length); i < source.Length && i < target.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }

    /// <summary>Computes <c>target_i = scale (aFactor a_i + along (bFactor b_i))</c>; the target may be one of the two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Combine(ReadOnlySpan<float> a, float aFactor, ReadOnlySpan<float> b, float bFactor, float along, float scale, Span<float> target)
    {
        b = b[..a.Length];
        target = target[..a.Length];
        ReadOnlySpan<Vector<float>> x = MemoryMarshal.Cast<float, Vector<float>>(a), y = MemoryMarshal.Cast<float, Vector<float>>(b);
        Span<Vector<float>> z = MemoryMarshal.Cast<float, Vector<float>>(target);
        Vector<float> alongs = new(along);
        for (int i = 0; i < x.Length && i < y.Length && i < z.Length; i++)
        {
            z[i] = scale * Vector.MultiplyAddEstimate(alongs, bFactor * y[i], aFactor * x[i]);
        }

        for (int i = Whole(a.Length); i < a.Length && i < b.Length && i < target.Length; i++)
        {
            target[i] = scale * ((aFactor * a[i]) + (along * (bFactor * b[i])));
        }
    }

    private static int Whole(int length) => length - (length % Vector<float>.Count);
}
