using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RuVector.Training.Numerics;

/// <summary>1 / (1 + exp(-x)) of float32 numbers, with the same bits in every width.</summary>
/// <remarks>
/// With <c>e = exp(-|x|)</c> it is <c>e / (1 + e)</c> below 0 and <c>1 / (1 + e)</c> else: nothing overflows, and a small result is as exact as the exponential. The error is below 2.5
/// ulp for all arguments. Infinity gives 1, negative infinity 0, and NaN stays NaN.
/// </remarks>
internal readonly struct SigmoidFunction : ILaneFunction
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
                T numerator = T.SelectLess(x, T.Create(0f), e, T.Create(1f));
                (numerator / (e + T.Create(1f))).Store(ref target, i);
            }
        }

        return i;
    }
}
