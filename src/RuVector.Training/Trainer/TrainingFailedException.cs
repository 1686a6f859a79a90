namespace RuVector.Training.Trainer;

/// <summary>A run cannot go on: too many steps in a row had gradients that are not finite or too large.</summary>
public sealed class TrainingFailedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="skips">Steps skipped in a row.</param>
    /// <param name="outcome">Why the last one was skipped.</param>
    public TrainingFailedException(long step, int skips, StepOutcome outcome)
        : base($"Expected finite gradients, but {skips} steps in a row were skipped, the last one, step {step}, with {outcome}. Lower the learning rate, or clip the gradients.") =>
        Step = step;

    /// <summary>Gets the step at which the run stopped, from 0.</summary>
    public long Step { get; }
}
