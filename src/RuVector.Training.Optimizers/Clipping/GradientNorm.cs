using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>Norms of a vector, summed in double by eight lanes on every machine: squares of float32 are exact in double, so all machines get the same bits.</summary>
internal static class GradientNorm
{
    public static double Of(ReadOnlySpan<float> values, NormKind norm) => norm switch
    {
        NormKind.L2 => Math.Sqrt(SumOfSquares(values)),
        NormKind.L1 => Sum<Absolute>(values),
        NormKind.Infinity => Magnitude.Largest(values),
        _ => throw new ArgumentOutOfRangeException(nameof(norm), norm, $"Expected a known {nameof(NormKind)} ({string.Join(", ", Enum.GetNames<NormKind>())}), but got {norm}."),
    };

    /// <summary>The norm of two vectors together, given the norm of each.</summary>
    public static double Join(double one, double other, NormKind norm) => norm switch
    {
        NormKind.L2 => double.Hypot(one, other),
        NormKind.L1 => one + other,
        _ => double.Max(one, other),
    };

    /// <summary>The square of the Euclidean norm; of parts of a vector, it adds up.</summary>
    public static double SumOfSquares(ReadOnlySpan<float> values) => Sum<Square>(values);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Sum<TTerm>(ReadOnlySpan<float> values)
        where TTerm : ITerm
    {
        ref float start = ref MemoryMarshal.GetReference(values);
        Vector256<double> lower = Vector256<double>.Zero, upper = Vector256<double>.Zero;
        int i = 0;
        for (; i <= values.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.LoadUnsafe(ref start, (nuint)i));
            lower += TTerm.Of(low);
            upper += TTerm.Of(high);
        }

        double sum = 0;
        for (; i < values.Length; i++)
        {
            sum += TTerm.Of(Vector256.CreateScalar((double)values[i])).ToScalar();
        }

        lower += upper;
        return sum + ((lower[0] + lower[1]) + (lower[2] + lower[3]));
    }

    private interface ITerm
    {
        static abstract Vector256<double> Of(Vector256<double> value);
    }

    private readonly struct Square : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Of(Vector256<double> value) => value * value;
    }

    private readonly struct Absolute : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Of(Vector256<double> value) => Vector256.Abs(value);
    }
}
