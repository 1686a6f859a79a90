using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Curriculum;

/// <summary>Settings of the learning-rate schedule <c>Linear</c>: from factor 1 to a minimum.</summary>
public sealed class LinearSchedulerOptions : SchedulerOptions
{
    /// <summary>Gets or sets the factor at the end of the schedule and afterwards.</summary>
    /// <value>In [0, 1]. The default value is 0.</value>
    [Range(0.0, 1.0)]
    public float MinimumFactor { get; set; }
}

/// <summary>Checks the ranges of <see cref="LinearSchedulerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class LinearSchedulerOptionsValidator : IValidateOptions<LinearSchedulerOptions>;
