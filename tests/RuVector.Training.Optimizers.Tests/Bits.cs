using System.Runtime.InteropServices;

namespace RuVector.Training.Optimizers.Tests;

/// <summary>Comparisons to the bit: of vectors, and of everything an optimizer tells about itself.</summary>
internal static class Bits
{
    public static int[] Of(ReadOnlySpan<float> values) => MemoryMarshal.Cast<float, int>(values).ToArray();

    /// <summary>All of a state as text.</summary>
    public static string Of(OptimizerState state) => string.Join(
        '\n',
        [
            state.Kind,
            FormattableString.Invariant($"{state.StepCount}"),
            .. state.Layout.Select(static shape => shape.ToString()),
            .. state.Tensors.OrderBy(static t => t.Key, StringComparer.Ordinal).Select(static t => $"{t.Key}: {string.Join(',', Of(t.Value))}"),
            .. state.Scalars.OrderBy(static s => s.Key, StringComparer.Ordinal).Select(static s => FormattableString.Invariant($"{s.Key}: {BitConverter.DoubleToInt64Bits(s.Value)}")),
        ]);

    /// <summary>The state without the number of skipped steps.</summary>
    public static string WithoutSkips(IOptimizer optimizer)
    {
        OptimizerState state = optimizer.ExportState();
        return Of(state with { Scalars = state.Scalars.Where(static s => !s.Key.EndsWith("skipped_steps", StringComparison.Ordinal)).ToDictionary() });
    }
}
