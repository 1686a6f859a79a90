using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RuVector.Training.Numerics;

/// <summary>Computes <c>exp(-|x|)</c> for a block of values, and then the function from both.</summary>
/// <typeparam name="TFunction">The function.</typeparam>
internal readonly struct OfFallingExponential<TFunction> : ILaneFunction
    where TFunction : struct, IFallingExponentialFunction
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
                TFunction.Of(T.Load(in source, i), T.Load(in exponentials, j)).Store(ref target, i);
            }
        }

        return i;
    }
}
