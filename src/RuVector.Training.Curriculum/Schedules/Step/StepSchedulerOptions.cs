using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Curriculum;

/// <summary>Settings of the learning-rate schedule <c>Step</c>: a staircase from factor 1 towards a minimum.</summary>
public sealed class StepSchedulerOptions : SchedulerOptions
{
    /// <summary>Gets or sets the factor that the schedule falls towards.</summary>
    /// <value>In [0, 1]. The default value is 0.</value>
    [Range(0.0, 1.0)]
    public float MinimumFactor { get; set; }

    /// <summary>Gets or sets what each stair leaves of the distance to the minimum.</summary>
    /// <value>Above 0 and at most 1. The default value is 0.1.</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Factor { get; set; } = 0.1;

    /// <summary>Gets or sets the number of steps on each stair.</summary>
    /// <value>From 1 to 1e15, or <see langword="null"/> (the default) for a third of the steps after the warm-up, and at least 1; with a number of its own the schedule needs no total.</value>
    [Range(1.0, 1e15)]
    public long? StepSize { get; set; }
}

/// <summary>Checks the ranges of <see cref="StepSchedulerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class StepSchedulerOptionsValidator : IValidateOptions<StepSchedulerOptions>;
