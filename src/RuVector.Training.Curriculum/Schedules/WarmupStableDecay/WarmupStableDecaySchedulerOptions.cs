using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Curriculum;

/// <summary>Settings of the learning-rate schedule <c>WarmupStableDecay</c>: the warm-up of every schedule, factor 1, and a decay to a minimum at the end.</summary>
public sealed class WarmupStableDecaySchedulerOptions : SchedulerOptions
{
    /// <summary>Gets or sets the factor at the end of the schedule and afterwards.</summary>
    /// <value>In [0, 1]. The default value is 0.</value>
    [Range(0.0, 1.0)]
    public float MinimumFactor { get; set; }

    /// <summary>Gets or sets the number of steps of the decay, the last ones of the schedule.</summary>
    /// <value>From 1 to the steps after the warm-up, or <see langword="null"/> (the default) for a tenth of them, and at least 1.</value>
    [Range(1.0, 1e15)]
    public long? DecaySteps { get; set; }

    /// <summary>Gets or sets the way from factor 1 to the minimum.</summary>
    /// <value>The default value is <see cref="ScheduleShape.Linear"/>.</value>
    [EnumDataType(typeof(ScheduleShape))]
    public ScheduleShape DecayShape { get; set; }
}

/// <summary>Checks the ranges of <see cref="WarmupStableDecaySchedulerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class WarmupStableDecaySchedulerOptionsValidator : IValidateOptions<WarmupStableDecaySchedulerOptions>;

/// <summary>Checks that the decay fits behind the warm-up, when the schedule does not leave its length to the run.</summary>
internal sealed class WarmupStableDecayLengthValidator : IValidateOptions<WarmupStableDecaySchedulerOptions>
{
    public ValidateOptionsResult Validate(string? name, WarmupStableDecaySchedulerOptions options) => options.DecaySteps > options.TotalSteps - options.WarmupSteps
        ? ValidateOptionsResult.Fail(FormattableString.Invariant(
            $"{nameof(options.DecaySteps)}: Expected at most the {options.TotalSteps - options.WarmupSteps} steps after the warm-up, but got {options.DecaySteps}."))
        : ValidateOptionsResult.Success;
}
