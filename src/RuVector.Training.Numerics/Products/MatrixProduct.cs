using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RuVector.Training.Numerics;

/// <summary>Float32 matrix products over row-major, possibly strided views.</summary>
/// <remarks>Every element is summed in an order that depends on the shapes and the vector width alone, so results repeat to the bit on one machine. No call allocates.</remarks>
public static unsafe class MatrixProduct
{
    /// <summary>Fewer rows than these are not worth packing the other factor for.</summary>
    private const int DotRows = 6;

    /// <summary>Computes <c>C = A B^T</c>: all dot products of the rows of A with the rows of B.</summary>
    /// <param name="a">Shape <c>[M, K]</c>.</param>
    /// <param name="b">Shape <c>[N, K]</c>.</param>
    /// <param name="c">Overwritten, shape <c>[M, N]</c>; must not overlap the inputs.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static void MultiplyTransposed(ReadOnlyMatrixSpan a, ReadOnlyMatrixSpan b, MatrixSpan c)
    {
        CheckShapes(a.Rows, b.Rows, c, a.Columns == b.Columns, $"[{a.Rows}, {a.Columns}] and [{b.Rows}, {b.Columns}] transposed");
        fixed (float* pa = a.Values, pb = b.Values, pc = c.Values)
        {
            Compute(
                new ProductOperands
                {
                    A = pa,
                    RowStep = a.RowStride,
                    InnerStep = 1,
                    B = new PanelSource(pb, b.RowStride, columnsAreRows: true),
                    C = pc,
                    StrideC = c.RowStride,
                    Inner = a.Columns,
                    Add = false,
                },
                a.Rows,
                b.Rows);
        }
    }

    /// <summary>Computes <c>C = C + A B</c>.</summary>
    /// <param name="a">Shape <c>[M, K]</c>.</param>
    /// <param name="b">Shape <c>[K, N]</c>.</param>
    /// <param name="c">Added to, shape <c>[M, N]</c>; must not overlap the inputs.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static void AddMultiply(ReadOnlyMatrixSpan a, ReadOnlyMatrixSpan b, MatrixSpan c)
    {
        CheckShapes(a.Rows, b.Columns, c, a.Columns == b.Rows, $"[{a.Rows}, {a.Columns}] and [{b.Rows}, {b.Columns}]");
        fixed (float* pa = a.Values, pb = b.Values, pc = c.Values)
        {
            Compute(
                new ProductOperands
                {
                    A = pa,
                    RowStep = a.RowStride,
                    InnerStep = 1,
                    B = new PanelSource(pb, b.RowStride, columnsAreRows: false),
                    C = pc,
                    StrideC = c.RowStride,
                    Inner = a.Columns,
                    Add = true,
                },
                a.Rows,
                b.Columns);
        }
    }

    /// <summary>Computes <c>C = C + A^T B</c>.</summary>
    /// <param name="a">Shape <c>[K, M]</c>.</param>
    /// <param name="b">Shape <c>[K, N]</c>.</param>
    /// <param name="c">Added to, shape <c>[M, N]</c>; must not overlap the inputs.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static void AddTransposedMultiply(ReadOnlyMatrixSpan a, ReadOnlyMatrixSpan b, MatrixSpan c)
    {
        CheckShapes(a.Columns, b.Columns, c, a.Rows == b.Rows, $"[{a.Rows}, {a.Columns}] transposed and [{b.Rows}, {b.Columns}]");
        fixed (float* pa = a.Values, pb = b.Values, pc = c.Values)
        {
            Compute(
                new ProductOperands
                {
                    A = pa,
                    RowStep = 1,
                    InnerStep = a.RowStride,
                    B = new PanelSource(pb, b.RowStride, columnsAreRows: false),
                    C = pc,
                    StrideC = c.RowStride,
                    Inner = a.Rows,
                    Add = true,
                },
                a.Columns,
                b.Columns);
        }
    }

    private static void CheckShapes(int rows, int columns, MatrixSpan c, bool innerFits, string factors)
    {
        if (!innerFits)
        {
            throw new ArgumentException($"Expected factors whose inner sizes agree, but got {factors}.");
        }

        if (c.Rows != rows || c.Columns != columns)
        {
            throw new ArgumentException($"Expected a product of shape [{rows}, {columns}], but got [{c.Rows}, {c.Columns}].", nameof(c));
        }
    }

    private static void Compute(in ProductOperands product, int rows, int columns)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Compute<Tile8x3<Lanes512>, Lanes512>(product, rows, columns);
        }
        else if (Fma.IsSupported)
        {
            Compute<Tile6x2<Lanes256>, Lanes256>(product, rows, columns);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Compute<Tile6x2<Lanes128>, Lanes128>(product, rows, columns);
        }
        else
        {
            Compute<Tile6x2<SingleLane>, SingleLane>(product, rows, columns);
        }
    }

    private static void Compute<TKernel, TLanes>(in ProductOperands product, int rows, int columns)
        where TKernel : struct, ITileKernel
        where TLanes : struct, ILanes<TLanes>
    {
        if (!product.B.IsInPanels && rows < DotRows)
        {
            DotProducts<TLanes>.Compute(product.A, product.RowStep, rows, product.B.At(0, 0), product.B.Stride, columns, product.Inner, product.C, product.StrideC);
        }
        else
        {
            BlockedProduct<TKernel>.Compute(product, 0, rows, 0, columns);
        }
    }
}
