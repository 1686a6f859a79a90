using System.Runtime.Intrinsics;

namespace RuVector.Training.Numerics;

/// <summary>A function of every value of a row: the widest lanes first, then narrower ones for what is left.</summary>
/// <typeparam name="TFunction">The function.</typeparam>
internal static class LaneFunction<TFunction>
    where TFunction : struct, ILaneFunction
{
    /// <summary>Computes the function of every value.</summary>
    /// <param name="values">The values, <c>[n]</c>.</param>
    /// <param name="results">Overwritten, <c>[n]</c>; may be the values.</param>
    public static void Compute(ReadOnlySpan<float> values, Span<float> results)
    {
        nuint done = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            done = TFunction.Run<Lanes512>(values, results, done);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            done = TFunction.Run<Lanes256>(values, results, done);
        }

        if (Vector128.IsHardwareAccelerated)
        {
            done = TFunction.Run<Lanes128>(values, results, done);
        }

        TFunction.Run<Lanes32>(values, results, done);
    }
}
