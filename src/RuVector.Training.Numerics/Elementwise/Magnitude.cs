using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RuVector.Training.Numerics;

/// <summary>The largest absolute value of a vector: one pass that also finds NaN and infinities.</summary>
internal static class Magnitude
{
    /// <summary>Finds it. Without the sign, the bits of a float32 order as integers: finite numbers, then infinity, then NaN.</summary>
    /// <returns>0 for no value; infinity or NaN when a value is one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Largest(ReadOnlySpan<float> values)
    {
        ReadOnlySpan<int> bits = MemoryMarshal.Cast<float, int>(values);
        ref int start = ref MemoryMarshal.GetReference(bits);
        Vector<int> withoutSign = new(int.MaxValue), even = Vector<int>.Zero, odd = Vector<int>.Zero;
        int i = 0;
        for (; i <= bits.Length - (2 * Vector<int>.Count); i += 2 * Vector<int>.Count)
        {
            even = Vector.Max(even, Vector.LoadUnsafe(ref start, (nuint)i) & withoutSign);
            odd = Vector.Max(odd, Vector.LoadUnsafe(ref start, (nuint)(i + Vector<int>.Count)) & withoutSign);
        }

        even = Vector.Max(even, odd);
        int largest = 0;
        for (int lane = 0; lane < Vector<int>.Count; lane++)
        {
            largest = Math.Max(largest, even[lane]);
        }

        for (; i < bits.Length; i++)
        {
            largest = Math.Max(largest, bits[i] & int.MaxValue);
        }

        return BitConverter.Int32BitsToSingle(largest);
    }
}
