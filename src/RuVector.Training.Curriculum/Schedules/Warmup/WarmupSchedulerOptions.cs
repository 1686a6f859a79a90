using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Curriculum;

/// <summary>Settings of the schedule <c>Warmup</c>: a rise before any other schedule, such as one without warm-up settings of its own.</summary>
public sealed class WarmupSchedulerOptions
{
    /// <summary>Gets or sets the number of steps of the rise.</summary>
    /// <value>From 1 to 1e15 and less than those of the run, or <see langword="null"/> (the default) for a tenth of those of the run, and at least 1.</value>
    [Range(1.0, 1e15)]
    public long? Steps { get; set; }

    /// <summary>Gets or sets where the rise begins.</summary>
    /// <value>The default value is <see cref="WarmupStart.OneStep"/>.</value>
    [EnumDataType(typeof(WarmupStart))]
    public WarmupStart Start { get; set; }

    /// <summary>Gets which schedule follows; the steps of the run are for it what is left of them after the rise.</summary>
    /// <value>One of those of the slot <c>Scheduler</c>.</value>
    public ComponentSelection Scheduler { get; } = new();

    /// <summary>Gets the number of steps of the rise in a run.</summary>
    internal long StepsOf(TrainingRunContext context)
    {
        long steps = Steps ?? Math.Max(1, context.TotalSteps / 10 ?? throw RunLength.Unknown("Warmup", nameof(Steps), nameof(context.TotalSteps)));
        return steps >= context.TotalSteps
            ? throw new InvalidOperationException(FormattableString.Invariant(
                $"Expected the {nameof(Steps)} of the schedule 'Warmup' to be less than the {context.TotalSteps} steps of the run, but got {steps}."))
            : steps;
    }

    /// <summary>Tells the schedule that follows what is left of the run.</summary>
    internal TrainingRunContext AfterwardsIn(TrainingRunContext context) => context with { TotalSteps = context.TotalSteps - StepsOf(context) };
}

/// <summary>Checks the ranges of <see cref="WarmupSchedulerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class WarmupSchedulerOptionsValidator : IValidateOptions<WarmupSchedulerOptions>;
