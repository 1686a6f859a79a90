using System.Runtime.CompilerServices;

namespace RuVector.Training.Numerics;

/// <summary>log(1 + exp(x)) of float32 numbers, with the same bits in every width.</summary>
/// <remarks>
/// <c>max(x, 0) + log(1 + exp(-|x|))</c>: nothing overflows, and a small result is as exact as the exponential that it equals. The error is below 2.5 ulp for all arguments. Infinity
/// gives infinity, negative infinity 0, and NaN stays NaN.
/// </remarks>
internal readonly struct SoftplusFunction : IFallingExponentialFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, T exponential)
        where T : struct, ILanes<T> =>
        T.SelectLess(x, T.Create(0f), T.Create(0f), x) + LogOnePlus.Of(exponential);
}
