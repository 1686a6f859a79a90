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
}
