using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Curriculum;

/// <summary>Settings of the learning-rate schedule <c>Exponential</c>: from factor 1 towards a minimum by the same ratio at every step. It needs no total.</summary>
public sealed class ExponentialSchedulerOptions : SchedulerOptions
{
    /// <summary>Gets or sets the factor that the schedule falls towards.</summary>
    /// <value>In [0, 1]. The default value is 0.</value>
    [Range(0.0, 1.0)]
    public float MinimumFactor { get; set; }

    /// <summary>Gets or sets what is left of the distance to the minimum after <see cref="DecaySteps"/> steps.</summary>
    /// <value>Above 0 and at most 1. The default value is 0.95.</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Factor { get; set; } = 0.95;

    /// <summary>Gets or sets the number of steps in which <see cref="Factor"/> applies once.</summary>
    /// <value>From 1 to 1e15. The default value is 100.</value>
    [Range(1.0, 1e15)]
    public long DecaySteps { get; set; } = 100;
}

/// <summary>Checks the ranges of <see cref="ExponentialSchedulerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class ExponentialSchedulerOptionsValidator : IValidateOptions<ExponentialSchedulerOptions>;
