using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Curriculum;

/// <summary>Settings of the schedule <c>Scaled</c>: another schedule times a factor.</summary>
public sealed class ScaledSchedulerOptions
{
    /// <summary>Gets or sets the factor.</summary>
    /// <value>Finite, 0 or more. The default value is 1.</value>
    [Range(0f, float.MaxValue)]
    public float Factor { get; set; } = 1f;

    /// <summary>Gets which schedule is scaled: its key <c>Type</c> selects, the section of that name configures.</summary>
    /// <value>One of those of the slot <c>Scheduler</c>.</value>
    public ComponentSelection Scheduler { get; } = new();
}

/// <summary>Checks the ranges of <see cref="ScaledSchedulerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class ScaledSchedulerOptionsValidator : IValidateOptions<ScaledSchedulerOptions>;
