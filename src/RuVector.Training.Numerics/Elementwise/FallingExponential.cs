using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RuVector.Training.Numerics;

/// <summary><c>exp(-|x|)</c> of float32 numbers: from 0 to 1, NaN for NaN, and as exact as <see cref="Exponential"/>.</summary>
internal readonly struct FallingExponential : ILaneFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nuint Run<T>(ReadOnlySpan<float> values, Span<float> results, nuint start)
        where T : struct, ILanes<T>
    {
        ref float source = ref MemoryMarshal.GetReference(values);
        ref float target = ref MemoryMarshal.GetReference(results);
        nuint lanes = (nuint)T.Count, length = (nuint)values.Length, i = start;
        for (; i + lanes <= length; i += lanes)
        {
            T x = T.Load(in source, i);
            Exponential.Of(T.SelectLess(x, T.Create(0f), x, T.Create(0f) - x)).Store(ref target, i);
        }

        return i;
    }
}
