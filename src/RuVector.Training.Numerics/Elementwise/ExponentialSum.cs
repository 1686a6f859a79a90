using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RuVector.Training.Numerics;

/// <summary>Exponentials of shifted and scaled values and their sum, in one pass: the widest lanes first, then narrower ones for what is left.</summary>
/// <remarks>Every exponential has the same bits in every width; the order of the sum depends on the length and the width of the machine's lanes alone.</remarks>
internal static class ExponentialSum
{
    /// <summary>Additions of a lane in float32 before the sum goes on in double.</summary>
    private const int BlockLength = 32;

    /// <summary>Writes <c>exp(scale * (x_i - shift))</c>.</summary>
    /// <param name="values">The values, <c>[n]</c>.</param>
    /// <param name="shift">Subtracted first.</param>
    /// <param name="scale">A factor of the difference.</param>
    /// <param name="exponentials">Overwritten, <c>[n]</c>; may be the values.</param>
    /// <returns>The sum of the exponentials.</returns>
    public static double Compute(ReadOnlySpan<float> values, float shift, float scale, Span<float> exponentials)
    {
        nuint done = 0;
        double sum = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            done = Run<Lanes512>(values, shift, scale, exponentials, done, ref sum);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            done = Run<Lanes256>(values, shift, scale, exponentials, done, ref sum);
        }

        if (Vector128.IsHardwareAccelerated)
        {
            done = Run<Lanes128>(values, shift, scale, exponentials, done, ref sum);
        }

        Run<Lanes32>(values, shift, scale, exponentials, done, ref sum);
        return sum;
    }

    /// <summary>Computes with one width from a position on and adds to the sum.</summary>
    /// <remarks>Never inlined: the widths together exceed what the compiler inlines into one method, and calls would stay inside the loop.</remarks>
    /// <returns>The first position that is not done: fewer values are left than there are lanes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static nuint Run<T>(ReadOnlySpan<float> values, float shift, float scale, Span<float> exponentials, nuint start, ref double sum)
        where T : struct, ILanes<T>
    {
        ref float source = ref MemoryMarshal.GetReference(values);
        ref float target = ref MemoryMarshal.GetReference(exponentials);
        T shifts = T.Create(shift), scales = T.Create(scale);
        nuint lanes = (nuint)T.Count, length = (nuint)values.Length, i = start;
        while (i + lanes <= length)
        {
            nuint last = nuint.Min(length - lanes, i + ((BlockLength - 1) * lanes));
            T block = default;
            for (; i <= last; i += lanes)
            {
                T exponential = Exponential.Of((T.Load(in source, i) - shifts) * scales);
                exponential.Store(ref target, i);
                block += exponential;
            }

            sum += T.Sum(block);
        }

        return i;
    }
}
