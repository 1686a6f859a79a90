namespace RuVector.Training.Optimizers;

/// <summary>One step over some rows of a table; a dense step is one over the only row.</summary>
internal readonly ref struct UpdatePass
{
    /// <summary>While no gradient exceeds this, no average of gradients or of their squares can overflow.</summary>
    public const float SafeGradient = 1L << 56;

    /// <summary>Less than half the gap below the largest float32: a move by it takes no finite parameter to an infinity.</summary>
    private const double SafeMove = 1.0 / (1L << 26) * float.MaxValue;

    private const int TrialLength = 256;

    /// <summary>Gets the parameters, <c>[R, D]</c>, densely packed.</summary>
    public required MatrixSpan Table { get; init; }

    /// <summary>Gets the rows to step, <c>[n]</c>, each once.</summary>
    public required ReadOnlySpan<int> Rows { get; init; }

    /// <summary>Gets the gradients of those rows, <c>[n, D]</c>.</summary>
    public required ReadOnlySpan<float> Gradients { get; init; }

    /// <summary>Gets the moments of the table.</summary>
    public required MomentBuffers Moments { get; init; }

    /// <summary>Gets the decoupled weight decay of each of those rows, <c>[n]</c>; see <see cref="UpdateSlice.Decay"/>.</summary>
    public required ReadOnlySpan<float> Decays { get; init; }

    /// <summary>Gets the coupled weight decay; see <see cref="UpdateSlice.CoupledDecay"/>.</summary>
    public required float CoupledDecay { get; init; }

    /// <summary>Gets a value indicating whether some gradient up to this step exceeds <see cref="SafeGradient"/>.</summary>
    public required bool HasLargeGradients { get; init; }

    /// <summary>Takes the step, or leaves everything as it is when a parameter or moment would not be finite.</summary>
    public StepOutcome Apply<TRule>(in TRule rule)
        where TRule : struct, IUpdateRule
    {
        bool isSafe = !HasLargeGradients && rule.LargestMove(SafeGradient) <= SafeMove;
        for (int i = 0; i < Rows.Length && !isSafe; i++)
        {
            if (!StaysFinite(rule, SliceOf<TRule>(i)))
            {
                return StepOutcome.SkippedOverflow;
            }
        }

        for (int i = 0; i < Rows.Length; i++)
        {
            UpdateLoop.Run(rule, SliceOf<TRule>(i));
        }

        return StepOutcome.Taken;
    }

    /// <summary>Tries the rule on copies.</summary>
    private static bool StaysFinite<TRule>(in TRule rule, in UpdateSlice slice)
        where TRule : struct, IUpdateRule
    {
        Span<float> scratch = stackalloc float[4 * TrialLength];
        for (int start = 0; start < slice.Parameters.Length; start += TrialLength)
        {
            int length = Math.Min(TrialLength, slice.Parameters.Length - start);
            UpdateSlice trial = new()
            {
                Parameters = Copy(slice.Parameters, start, scratch[..length]),
                Gradients = slice.Gradients.Slice(start, length),
                First = Copy(slice.First, start, scratch.Slice(TrialLength, length)),
                Second = Copy(slice.Second, start, scratch.Slice(2 * TrialLength, length)),
                Third = Copy(slice.Third, start, scratch.Slice(3 * TrialLength, length)),
                CoupledDecay = slice.CoupledDecay,
                Decay = slice.Decay,
            };
            UpdateLoop.Run(rule, trial);
            if (!float.IsFinite(Magnitude.Largest(scratch)))
            {
                return false;
            }
        }

        return true;
    }

    private static Span<float> Copy(ReadOnlySpan<float> source, int start, Span<float> destination)
    {
        if (source.IsEmpty)
        {
            return [];
        }

        source.Slice(start, destination.Length).CopyTo(destination);
        return destination;
    }

    private UpdateSlice SliceOf<TRule>(int index)
        where TRule : struct, IUpdateRule
    {
        (int row, int columns) = (Rows[index], Table.Columns);
        return new UpdateSlice
        {
            Parameters = Table[row],
            Gradients = Gradients.Slice(index * columns, columns),
            First = TRule.MomentCount > 0 ? Moments[0].Slice(row * columns, columns) : [],
            Second = TRule.MomentCount > 1 ? Moments[1].Slice(row * columns, columns) : [],
            Third = TRule.MomentCount > 2 ? Moments[2].Slice(row * columns, columns) : [],
            CoupledDecay = CoupledDecay,
            Decay = Decays[index],
        };
    }
}
