using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>One rule over some pieces of the parameters.</summary>
internal readonly ref struct UpdatePass
{
    /// <summary>While no gradient exceeds this, no average of gradients or of their squares can overflow.</summary>
    public const float SafeGradient = 1L << 56;

    /// <summary>Less than half the gap below the largest float32: a move by it takes no finite parameter to an infinity.</summary>
    public const double SafeMove = 1.0 / (1L << 26) * float.MaxValue;

    private const int TrialLength = 256;

    /// <summary>About how long a parameter takes when it comes from a cache; decides whether threads share the work.</summary>
    private const double NanosecondsPerParameter = 0.4;

    /// <summary>Gets the parameters, <c>[P]</c>.</summary>
    public required Span<float> Parameters { get; init; }

    /// <summary>Gets the gradients, where the pieces say.</summary>
    public required ReadOnlySpan<float> Gradients { get; init; }

    /// <summary>Gets the moments of the parameters.</summary>
    public required MomentBuffers Moments { get; init; }

    /// <summary>Gets the pieces to step; no two overlap.</summary>
    public required ReadOnlySpan<UpdatePiece> Pieces { get; init; }

    /// <summary>Gets the coupled weight decay; see <see cref="UpdateSlice.CoupledDecay"/>.</summary>
    public required float CoupledDecay { get; init; }

    /// <summary>Gets a value indicating whether some gradient up to this step exceeds <see cref="SafeGradient"/>.</summary>
    public required bool HasLargeGradients { get; init; }

    /// <summary>Gets a value indicating whether to find out first that all stays finite.</summary>
    public required bool Tries { get; init; }

    /// <summary>Gets a value indicating whether to take the step then.</summary>
    public required bool Updates { get; init; }

    /// <summary>Finds out whether the step can be taken, and takes it, as far as it is told to.</summary>
    /// <returns><see cref="StepOutcome.SkippedOverflow"/> when it was tried and a parameter or moment would not be finite: then nothing is changed.</returns>
    public StepOutcome Apply<TRule>(in TRule rule)
        where TRule : struct, IUpdateRule
    {
        bool isSafe = !Tries || (!HasLargeGradients && rule.LargestMove(SafeGradient) <= SafeMove);
        if (!isSafe && !StaysFinite(rule))
        {
            return StepOutcome.SkippedOverflow;
        }

        if (Updates && !Pieces.IsEmpty)
        {
            int piecesPerChunk = Math.Max(1, UpdatePieces.LongestPiece / Math.Max(1, Pieces[0].Length));
            UpdateWork<TRule> work = new(rule, this, piecesPerChunk);
            ComputeThreads.Run(work, work.Chunks, NanosecondsPerParameter * Pieces[0].Length * Pieces.Length);
        }

        return StepOutcome.Taken;
    }

    /// <summary>Gets the parameters, gradients and moments of a piece.</summary>
    public UpdateSlice SliceOf<TRule>(in UpdatePiece piece)
        where TRule : struct, IUpdateRule => new()
        {
            Parameters = Parameters.Slice(piece.Start, piece.Length),
            Gradients = Gradients.Slice(piece.GradientStart, piece.Length),
            First = TRule.MomentCount > 0 ? Moments[0].Slice(piece.Start, piece.Length) : [],
            Second = TRule.MomentCount > 1 ? Moments[1].Slice(piece.Start, piece.Length) : [],
            Third = TRule.MomentCount > 2 ? Moments[2].Slice(piece.Start, piece.Length) : [],
            CoupledDecay = CoupledDecay,
            Decay = piece.Decay,
        };

    private bool StaysFinite<TRule>(in TRule rule)
        where TRule : struct, IUpdateRule
    {
        foreach (UpdatePiece piece in Pieces)
        {
            if (!StaysFinite(rule, SliceOf<TRule>(piece)))
            {
                return false;
            }
        }

        return true;
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
}
