namespace RuVector.Training.Curriculum;

/// <summary>How many steps a schedule of the learning rate has once its warm-up is over.</summary>
internal sealed class ScheduleLength
{
    private readonly string _component;
    private readonly long? _afterWarmup;

    /// <summary>Takes the length from the settings, or else from the run, and checks that the warm-up fits into it.</summary>
    public ScheduleLength(string component, SchedulerOptions options, TrainingRunContext context)
    {
        long? total = options.TotalSteps ?? context.TotalSteps;
        if (total < 1)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"Expected 1 or more steps for the schedule '{component}', but got {total}."));
        }

        if (options.WarmupSteps >= total)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"Expected the {nameof(options.WarmupSteps)} of the schedule '{component}' to be less than its {total} steps, but got {options.WarmupSteps}."));
        }

        (_component, _afterWarmup) = (component, total - options.WarmupSteps);
    }

    /// <summary>Gets the number of steps; a schedule that never asks needs none.</summary>
    public long AfterWarmup => _afterWarmup ?? throw RunLength.Unknown(_component, nameof(SchedulerOptions.TotalSteps), nameof(TrainingRunContext.TotalSteps));
}
