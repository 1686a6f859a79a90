using System.Runtime.Intrinsics;
using RuVector.Training.Numerics;

namespace RuVector.Training.GuardPages;

/// <summary>Products by a tile that this machine would not choose: the result must have the same bits. Vectors wider than the machine's are computed in parts.</summary>
internal static unsafe class TileProduct
{
    private static readonly Compute[] s_tiles =
    [
        BlockedProduct<Tile8x3<Lanes512>>.Compute,
        BlockedProduct<Tile6x2<Lanes256>>.Compute,
        BlockedProduct<Tile6x2<Lanes128>>.Compute,
        BlockedProduct<Tile6x2<Lanes32>>.Compute,
    ];

    private delegate void Compute(in ProductOperands product, int firstRow, int rows, int firstColumn, int columns);

    /// <summary>Gets a value indicating whether all tiles are fast enough here.</summary>
    public static bool IsPractical => Vector256.IsHardwareAccelerated;

    public static string NameOf(int turn, string product) => $"{product} by tile {turn % s_tiles.Length}";

    /// <summary>Computes a product.</summary>
    /// <param name="turn">Any number: tiles take turns.</param>
    /// <param name="a">The left factor, as it lies in memory.</param>
    /// <param name="transposedA">Whether it is transposed.</param>
    /// <param name="b">The right factor, as it lies in memory.</param>
    /// <param name="transposedB">Whether it is transposed.</param>
    /// <param name="c">The result.</param>
    /// <param name="adds">Whether the product is added to the result.</param>
    public static void Multiply(int turn, ReadOnlyMatrixSpan a, bool transposedA, ReadOnlyMatrixSpan b, bool transposedB, MatrixSpan c, bool adds)
    {
        (nint rowStep, nint innerStep, int inner) = transposedA ? (1, a.RowStride, a.Rows) : (a.RowStride, 1, a.Columns);
        fixed (float* pa = a.Values, pb = b.Values, pc = c.Values)
        {
            ProductOperands operands = new(pa, rowStep, innerStep, new PanelSource(pb, b.RowStride, transposedB), pc, c.RowStride, inner, adds);
            s_tiles[turn % s_tiles.Length](operands, 0, c.Rows, 0, c.Columns);
        }
    }
}
