using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Curriculum;

/// <summary>Settings of the learning-rate schedule <c>InverseSqrt</c>: from factor 1 towards a minimum by the inverse square root of the step. It needs no total.</summary>
public sealed class InverseSqrtSchedulerOptions : SchedulerOptions
{
    /// <summary>Gets or sets the factor that the schedule falls towards.</summary>
    /// <value>In [0, 1]. The default value is 0.</value>
    [Range(0.0, 1.0)]
    public float MinimumFactor { get; set; }

    /// <summary>Gets or sets the number of steps after which the square root begins to show.</summary>
    /// <value>From 1 to 1e15, or <see langword="null"/> (the default) for the steps of the warm-up, or 10,000 without one.</value>
    [Range(1.0, 1e15)]
    public long? Timescale { get; set; }
}

/// <summary>Checks the ranges of <see cref="InverseSqrtSchedulerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class InverseSqrtSchedulerOptionsValidator : IValidateOptions<InverseSqrtSchedulerOptions>;
