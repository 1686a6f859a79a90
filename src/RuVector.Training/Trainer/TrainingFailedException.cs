namespace RuVector.Training.Trainer;

/// <summary>A run cannot go on: too many steps in a row had gradients that are not finite or too large.</summary>
public sealed class TrainingFailedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="skips">Steps skipped in a row.</param>
    /// <param name="outcome">Why the last one was skipped.</param>
    /// <param name="segment">The parameters whose gradient is not finite; <see langword="null"/> when all gradients are finite.</param>
    public TrainingFailedException(long step, int skips, StepOutcome outcome, string? segment = null)
        : base($"Expected finite gradients, but {skips} steps in a row were skipped, the last one, step {step}, with {outcome}{(segment is null ? "" : $" in '{segment}'")}. Lower the learning rate, or clip the gradients.") =>
        (Step, Segment) = (step, segment);

    /// <summary>Gets the step at which the run stopped, from 0.</summary>
    public long Step { get; }

    /// <summary>Gets the name of the parameters whose gradient was not finite at that step; <see langword="null"/> when all were finite but too large.</summary>
    public string? Segment { get; }
}
