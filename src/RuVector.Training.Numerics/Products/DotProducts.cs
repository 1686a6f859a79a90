using System.Runtime.CompilerServices;

namespace RuVector.Training.Numerics;

/// <summary>Dot products of a few rows with many: too few to be worth packing the many, which are read once, at the speed of memory.</summary>
/// <typeparam name="TLanes">How wide to run.</typeparam>
internal static unsafe class DotProducts<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    private const int Columns = 4;

    /// <summary>Computes <c>C = A B^T</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute(float* a, nint strideA, int rows, float* b, nint strideB, int columns, int inner, float* c, nint strideC)
    {
        int j = 0;
        for (; j <= columns - Columns; j += Columns)
        {
            for (int i = 0; i < rows; i++)
            {
                FourDots(a + (i * strideA), b + (j * strideB), strideB, inner, c + (i * strideC) + j);
            }
        }

        for (; j < columns; j++)
        {
            for (int i = 0; i < rows; i++)
            {
                c[(i * strideC) + j] = Dot(a + (i * strideA), b + (j * strideB), inner);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourDots(float* a, float* b, nint strideB, int inner, float* c)
    {
        float* b1 = b + strideB, b2 = b1 + strideB, b3 = b2 + strideB;
        TLanes s0 = default, s1 = default, s2 = default, s3 = default;
        int n = TLanes.Count;
        int k = 0;
        for (; k <= inner - n; k += n)
        {
            TLanes u = TLanes.Load(a + k);
            s0 = TLanes.MultiplyAdd(u, TLanes.Load(b + k), s0);
            s1 = TLanes.MultiplyAdd(u, TLanes.Load(b1 + k), s1);
            s2 = TLanes.MultiplyAdd(u, TLanes.Load(b2 + k), s2);
            s3 = TLanes.MultiplyAdd(u, TLanes.Load(b3 + k), s3);
        }

        c[0] = Finish(s0, a, b, k, inner);
        c[1] = Finish(s1, a, b1, k, inner);
        c[2] = Finish(s2, a, b2, k, inner);
        c[3] = Finish(s3, a, b3, k, inner);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Dot(float* a, float* b, int inner)
    {
        TLanes sum = default;
        int k = 0;
        for (; k <= inner - TLanes.Count; k += TLanes.Count)
        {
            sum = TLanes.MultiplyAdd(TLanes.Load(a + k), TLanes.Load(b + k), sum);
        }

        return Finish(sum, a, b, k, inner);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Finish(TLanes sum, float* a, float* b, int k, int inner)
    {
        float total = TLanes.Sum(sum);
        for (; k < inner; k++)
        {
            total = float.MultiplyAddEstimate(a[k], b[k], total);
        }

        return total;
    }
}
