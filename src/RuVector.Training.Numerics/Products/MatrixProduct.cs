using System.Numerics;
using System.Runtime.CompilerServices;

namespace RuVector.Training.Numerics;

/// <summary>Float32 matrix products over row-major, possibly strided views.</summary>
/// <remarks>Every element is summed in an order that depends on the shapes and the vector width alone, so results repeat to the bit on one machine. No call allocates.</remarks>
public static unsafe class MatrixProduct
{
    private const int RowsPerBlock = 4;
    private const int LanesPerBlock = 4;

    /// <summary>Computes <c>C = A B^T</c>: all dot products of the rows of A with the rows of B.</summary>
    /// <param name="a">Shape <c>[M, K]</c>.</param>
    /// <param name="b">Shape <c>[N, K]</c>.</param>
    /// <param name="c">Overwritten, shape <c>[M, N]</c>; must not overlap the inputs.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyTransposed(ReadOnlyMatrixSpan a, ReadOnlyMatrixSpan b, MatrixSpan c)
    {
        CheckShapes(a, false, b, true, c);
        fixed (float* pa = a.Values, pb = b.Values, pc = c.Values)
        {
            for (int j = 0; j < b.Rows; j += RowsPerBlock)
            {
                int width = Math.Min(RowsPerBlock, b.Rows - j);
                for (int i = 0; i < a.Rows; i += RowsPerBlock)
                {
                    int height = Math.Min(RowsPerBlock, a.Rows - i);
                    float* block = pc + ((nint)i * c.RowStride) + j;
                    float* rowsA = pa + ((nint)i * a.RowStride);
                    float* rowsB = pb + ((nint)j * b.RowStride);
                    if (width == RowsPerBlock && height == RowsPerBlock)
                    {
                        DotBlock(rowsA, a.RowStride, rowsB, b.RowStride, a.Columns, block, c.RowStride);
                        continue;
                    }

                    for (int r = 0; r < height; r++)
                    {
                        for (int s = 0; s < width; s++)
                        {
                            block[((nint)r * c.RowStride) + s] = Dot(rowsA + ((nint)r * a.RowStride), rowsB + ((nint)s * b.RowStride), a.Columns);
                        }
                    }
                }
            }
        }
    }

    /// <summary>Computes <c>C = C + A B</c>.</summary>
    /// <param name="a">Shape <c>[M, K]</c>.</param>
    /// <param name="b">Shape <c>[K, N]</c>.</param>
    /// <param name="c">Added to, shape <c>[M, N]</c>; must not overlap the inputs.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static void AddMultiply(ReadOnlyMatrixSpan a, ReadOnlyMatrixSpan b, MatrixSpan c)
    {
        CheckShapes(a, false, b, false, c);
        fixed (float* pa = a.Values, pb = b.Values, pc = c.Values)
        {
            Accumulate(pa, a.RowStride, 1, pb, b.RowStride, pc, c.RowStride, a.Rows, a.Columns, b.Columns);
        }
    }

    /// <summary>Computes <c>C = C + A^T B</c>.</summary>
    /// <param name="a">Shape <c>[K, M]</c>.</param>
    /// <param name="b">Shape <c>[K, N]</c>.</param>
    /// <param name="c">Added to, shape <c>[M, N]</c>; must not overlap the inputs.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static void AddTransposedMultiply(ReadOnlyMatrixSpan a, ReadOnlyMatrixSpan b, MatrixSpan c)
    {
        CheckShapes(a, true, b, false, c);
        fixed (float* pa = a.Values, pb = b.Values, pc = c.Values)
        {
            Accumulate(pa, 1, a.RowStride, pb, b.RowStride, pc, c.RowStride, a.Columns, a.Rows, b.Columns);
        }
    }

    private static void CheckShapes(ReadOnlyMatrixSpan a, bool transposedA, ReadOnlyMatrixSpan b, bool transposedB, MatrixSpan c)
    {
        (int rows, int innerA) = transposedA ? (a.Columns, a.Rows) : (a.Rows, a.Columns);
        (int innerB, int columns) = transposedB ? (b.Columns, b.Rows) : (b.Rows, b.Columns);
        if (innerA != innerB)
        {
            throw new ArgumentException($"Expected factors whose inner sizes agree, but got {Describe(a, transposedA)} and {Describe(b, transposedB)}.");
        }

        if (c.Rows != rows || c.Columns != columns)
        {
            throw new ArgumentException($"Expected a product of shape [{rows}, {columns}], but got [{c.Rows}, {c.Columns}].", nameof(c));
        }
    }

    private static string Describe(ReadOnlyMatrixSpan factor, bool transposed) => $"[{factor.Rows}, {factor.Columns}]{(transposed ? " transposed" : "")}";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Dot(float* a, float* b, int length)
    {
        Vector<float> sum = Vector<float>.Zero;
        int k = 0;
        for (; k <= length - Vector<float>.Count; k += Vector<float>.Count)
        {
            sum = Vector.MultiplyAddEstimate(Vector.Load(a + k), Vector.Load(b + k), sum);
        }

        return Finish(sum, a, b, k, length);
    }

    /// <summary>Sixteen dot products at once: four rows of A with four rows of B, each summed exactly as <see cref="Dot"/> sums it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DotBlock(float* a, int strideA, float* b, int strideB, int length, float* c, int strideC)
    {
        float* a0 = a, a1 = a + strideA, a2 = a1 + strideA, a3 = a2 + strideA;
        float* b0 = b, b1 = b + strideB, b2 = b1 + strideB, b3 = b2 + strideB;
        Vector<float> s00 = default, s01 = default, s02 = default, s03 = default, s10 = default, s11 = default, s12 = default, s13 = default;
        Vector<float> s20 = default, s21 = default, s22 = default, s23 = default, s30 = default, s31 = default, s32 = default, s33 = default;
        int k = 0;
        for (; k <= length - Vector<float>.Count; k += Vector<float>.Count)
        {
            Vector<float> v0 = Vector.Load(b0 + k), v1 = Vector.Load(b1 + k), v2 = Vector.Load(b2 + k), v3 = Vector.Load(b3 + k);
            Vector<float> u = Vector.Load(a0 + k);
            (s00, s01, s02, s03) = (Vector.MultiplyAddEstimate(u, v0, s00), Vector.MultiplyAddEstimate(u, v1, s01), Vector.MultiplyAddEstimate(u, v2, s02), Vector.MultiplyAddEstimate(u, v3, s03));
            u = Vector.Load(a1 + k);
            (s10, s11, s12, s13) = (Vector.MultiplyAddEstimate(u, v0, s10), Vector.MultiplyAddEstimate(u, v1, s11), Vector.MultiplyAddEstimate(u, v2, s12), Vector.MultiplyAddEstimate(u, v3, s13));
            u = Vector.Load(a2 + k);
            (s20, s21, s22, s23) = (Vector.MultiplyAddEstimate(u, v0, s20), Vector.MultiplyAddEstimate(u, v1, s21), Vector.MultiplyAddEstimate(u, v2, s22), Vector.MultiplyAddEstimate(u, v3, s23));
            u = Vector.Load(a3 + k);
            (s30, s31, s32, s33) = (Vector.MultiplyAddEstimate(u, v0, s30), Vector.MultiplyAddEstimate(u, v1, s31), Vector.MultiplyAddEstimate(u, v2, s32), Vector.MultiplyAddEstimate(u, v3, s33));
        }

        float* c1 = c + strideC, c2 = c1 + strideC, c3 = c2 + strideC;
        (c[0], c[1], c[2], c[3]) = (Finish(s00, a0, b0, k, length), Finish(s01, a0, b1, k, length), Finish(s02, a0, b2, k, length), Finish(s03, a0, b3, k, length));
        (c1[0], c1[1], c1[2], c1[3]) = (Finish(s10, a1, b0, k, length), Finish(s11, a1, b1, k, length), Finish(s12, a1, b2, k, length), Finish(s13, a1, b3, k, length));
        (c2[0], c2[1], c2[2], c2[3]) = (Finish(s20, a2, b0, k, length), Finish(s21, a2, b1, k, length), Finish(s22, a2, b2, k, length), Finish(s23, a2, b3, k, length));
        (c3[0], c3[1], c3[2], c3[3]) = (Finish(s30, a3, b0, k, length), Finish(s31, a3, b1, k, length), Finish(s32, a3, b2, k, length), Finish(s33, a3, b3, k, length));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Finish(Vector<float> sum, float* a, float* b, int k, int length)
    {
        float total = Vector.Sum(sum);
        for (; k < length; k++)
        {
            total = float.MultiplyAddEstimate(a[k], b[k], total);
        }

        return total;
    }

    /// <summary>C[m, :] += sum over k of A(m, k) * B[k, :], where A(m, k) lies at <c>m * rowStep + k * columnStep</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Accumulate(float* a, int rowStep, int columnStep, float* b, int strideB, float* c, int strideC, int rows, int inner, int columns)
    {
        int lanes = LanesPerBlock * Vector<float>.Count;
        for (int j = 0; j < columns; j += lanes)
        {
            int m = 0;
            if (columns - j >= lanes)
            {
                for (; m <= rows - 2; m += 2)
                {
                    AccumulateTwoRows(a + ((nint)m * rowStep), rowStep, columnStep, b + j, strideB, c + ((nint)m * strideC) + j, strideC, inner);
                }
            }

            for (; m < rows; m++)
            {
                AccumulateRow(a + ((nint)m * rowStep), columnStep, b + j, strideB, c + ((nint)m * strideC) + j, inner, Math.Min(lanes, columns - j));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AccumulateTwoRows(float* a, int rowStep, int columnStep, float* b, int strideB, float* c, int strideC, int inner)
    {
        int n = Vector<float>.Count;
        float* d = c + strideC;
        Vector<float> c0 = Vector.Load(c), c1 = Vector.Load(c + n), c2 = Vector.Load(c + (2 * n)), c3 = Vector.Load(c + (3 * n));
        Vector<float> d0 = Vector.Load(d), d1 = Vector.Load(d + n), d2 = Vector.Load(d + (2 * n)), d3 = Vector.Load(d + (3 * n));
        for (int k = 0; k < inner; k++, a += columnStep, b += strideB)
        {
            Vector<float> u = new(a[0]), v = new(a[rowStep]);
            Vector<float> b0 = Vector.Load(b), b1 = Vector.Load(b + n), b2 = Vector.Load(b + (2 * n)), b3 = Vector.Load(b + (3 * n));
            (c0, c1, c2, c3) = (Vector.MultiplyAddEstimate(u, b0, c0), Vector.MultiplyAddEstimate(u, b1, c1), Vector.MultiplyAddEstimate(u, b2, c2), Vector.MultiplyAddEstimate(u, b3, c3));
            (d0, d1, d2, d3) = (Vector.MultiplyAddEstimate(v, b0, d0), Vector.MultiplyAddEstimate(v, b1, d1), Vector.MultiplyAddEstimate(v, b2, d2), Vector.MultiplyAddEstimate(v, b3, d3));
        }

        c0.Store(c);
        c1.Store(c + n);
        c2.Store(c + (2 * n));
        c3.Store(c + (3 * n));
        d0.Store(d);
        d1.Store(d + n);
        d2.Store(d + (2 * n));
        d3.Store(d + (3 * n));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AccumulateRow(float* a, int columnStep, float* b, int strideB, float* c, int inner, int columns)
    {
        for (int k = 0; k < inner; k++, a += columnStep, b += strideB)
        {
            Vector<float> u = new(a[0]);
            int j = 0;
            for (; j <= columns - Vector<float>.Count; j += Vector<float>.Count)
            {
                Vector.MultiplyAddEstimate(u, Vector.Load(b + j), Vector.Load(c + j)).Store(c + j);
            }

            for (; j < columns; j++)
            {
                c[j] = float.MultiplyAddEstimate(a[0], b[j], c[j]);
            }
        }
    }
}
