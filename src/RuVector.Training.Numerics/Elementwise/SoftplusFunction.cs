using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RuVector.Training.Numerics;

/// <summary>log(1 + exp(x)) of float32 numbers, with the same bits in every width.</summary>
/// <remarks>
/// <c>max(x, 0) + log(1 + exp(-|x|))</c>: nothing overflows, and a small result is as exact as the exponential that it equals. The error is below 2.5 ulp for all arguments. Infinity
/// gives infinity, negative infinity 0, and NaN stays NaN.
/// </remarks>
internal readonly struct SoftplusFunction : ILaneFunction
{
    /// <summary>Exponentials between the two loops: one loop with both is too long for the compiler to inline.</summary>
    private const int BlockLength = 128;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nuint Run<T>(ReadOnlySpan<float> values, Span<float> results, nuint start)
        where T : struct, ILanes<T>
    {
        Span<float> block = stackalloc float[BlockLength];
        ref float source = ref MemoryMarshal.GetReference(values);
        ref float target = ref MemoryMarshal.GetReference(results);
        ref float exponentials = ref MemoryMarshal.GetReference(block);
        nuint lanes = (nuint)T.Count, length = (nuint)values.Length, i = start;
        while (i + lanes <= length)
        {
            ReadOnlySpan<float> next = values.Slice((int)i, (int)nuint.Min(BlockLength, length - i));
            nuint done = FallingExponential.Run<T>(next, block, 0);
            for (nuint j = 0; j < done; j += lanes, i += lanes)
            {
                T x = T.Load(in source, i), e = T.Load(in exponentials, j);
                (T.SelectLess(x, T.Create(0f), T.Create(0f), x) + LogOnePlus.Of(e)).Store(ref target, i);
            }
        }

        return i;
    }
}
