using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RuVector.Training.Numerics;

/// <summary>Float32 matrix products over row-major, possibly strided views.</summary>
/// <remarks>Every element is summed over the inner dimension in ascending order, whatever lies around it: a row or a column alone has the same bits as in a larger product, and so has every number of threads that share a large one (<see cref="ComputeThreads"/>). No call allocates after the first.</remarks>
public static unsafe class MatrixProduct
{
    /// <summary>Computes <c>C = A B^T</c>: all dot products of the rows of A with the rows of B.</summary>
    /// <param name="a">Shape <c>[M, K]</c>.</param>
    /// <param name="b">Shape <c>[N, K]</c>.</param>
    /// <param name="c">Overwritten, shape <c>[M, N]</c>; must not overlap the inputs.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static void MultiplyTransposed(ReadOnlyMatrixSpan a, ReadOnlyMatrixSpan b, MatrixSpan c) => MultiplyTransposed(a, b, [], c);

    /// <summary>Computes <c>C = C + A B</c>.</summary>
    /// <param name="a">Shape <c>[M, K]</c>.</param>
    /// <param name="b">Shape <c>[K, N]</c>.</param>
    /// <param name="c">Added to, shape <c>[M, N]</c>; must not overlap the inputs.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static void AddMultiply(ReadOnlyMatrixSpan a, ReadOnlyMatrixSpan b, MatrixSpan c) => AddMultiply(a, b, [], c);

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
            Compute(new ProductOperands(pa, 1, a.RowStride, new PanelSource(pb, b.RowStride, columnsAreRows: false), pc, c.RowStride, a.Rows, add: true), a.Columns, b.Columns);
        }
    }

    /// <summary>Computes <c>C = A B^T</c> with every row of B multiplied by its scale first; no scales are scales of 1.</summary>
    internal static void MultiplyTransposed(ReadOnlyMatrixSpan a, ReadOnlyMatrixSpan b, ReadOnlySpan<double> scales, MatrixSpan c)
    {
        CheckShapes(a, false, b, true, c);
        fixed (float* pa = a.Values, pb = b.Values, pc = c.Values)
        {
            fixed (double* ps = scales)
            {
                PanelSource panels = new(pb, b.RowStride, columnsAreRows: true, ps);
                Compute(new ProductOperands(pa, a.RowStride, 1, panels, pc, c.RowStride, a.Columns, add: false), a.Rows, b.Rows);
            }
        }
    }

    /// <summary>Computes <c>C = C + A B</c> with every row of B multiplied by its scale first; no scales are scales of 1.</summary>
    internal static void AddMultiply(ReadOnlyMatrixSpan a, ReadOnlyMatrixSpan b, ReadOnlySpan<double> scales, MatrixSpan c)
    {
        CheckShapes(a, false, b, false, c);
        fixed (float* pa = a.Values, pb = b.Values, pc = c.Values)
        {
            fixed (double* ps = scales)
            {
                PanelSource panels = new(pb, b.RowStride, columnsAreRows: false, ps);
                Compute(new ProductOperands(pa, a.RowStride, 1, panels, pc, c.RowStride, a.Columns, add: true), a.Rows, b.Columns);
            }
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

    private static void Compute(in ProductOperands product, int rows, int columns)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ProductWork<Tile8x3<Lanes512>>.Compute(product, rows, columns);
        }
        else if (Fma.IsSupported)
        {
            ProductWork<Tile6x2<Lanes256>>.Compute(product, rows, columns);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            ProductWork<Tile6x2<Lanes128>>.Compute(product, rows, columns);
        }
        else
        {
            ProductWork<Tile6x2<Lanes32>>.Compute(product, rows, columns);
        }
    }
}
