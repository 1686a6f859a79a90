using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace RuVector.Training.Numerics;

/// <summary>Asks for memory that will be needed soon: a tile of the result while its sums are taken, rows before they are multiplied.</summary>
internal static unsafe class RowPrefetch
{
    private const int LineLength = 16;

    /// <summary>Asks for some rows, or parts of rows; where they are does not matter, nor whether they exist.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rows(float* row, nint stride, int rows, int length)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        for (int i = 0; i < rows; i++, row += stride)
        {
            for (int j = 0; j < length; j += LineLength)
            {
                Sse.Prefetch0(row + j);
            }

            Sse.Prefetch0(row + length - 1);
        }
    }
}
