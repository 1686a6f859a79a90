using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace RuVector.Training.Numerics;

/// <summary>Asks for memory that a tile will need when its sums are done.</summary>
internal static unsafe class TilePrefetch
{
    private const int LineLength = 16;

    /// <summary>Asks for a tile of the result: a wide panel takes long enough for it to arrive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Result(float* c, nint strideC, int rows, int columns)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        for (int i = 0; i < rows; i++, c += strideC)
        {
            for (int j = 0; j < columns; j += LineLength)
            {
                Sse.Prefetch0(c + j);
            }

            Sse.Prefetch0(c + columns - 1);
        }
    }

    /// <summary>Asks for rows of the left factor, before the tile that needs them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rows(float* a, nint rowStep, int rows, int inner)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        for (int i = 0; i < rows; i++, a += rowStep)
        {
            for (int k = 0; k < inner; k += LineLength)
            {
                Sse.Prefetch0(a + k);
            }
        }
    }
}
