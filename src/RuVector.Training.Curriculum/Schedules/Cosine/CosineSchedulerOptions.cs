using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Curriculum;

/// <summary>Settings of the learning-rate schedule <c>Cosine</c>: from factor 1 to a minimum along half a wave of the cosine.</summary>
public sealed class CosineSchedulerOptions : SchedulerOptions
{
    /// <summary>Gets or sets the factor at the end of the schedule and afterwards.</summary>
    /// <value>In [0, 1]. The default value is 0.</value>
    [Range(0.0, 1.0)]
    public float MinimumFactor { get; set; }
}

/// <summary>Checks the ranges of <see cref="CosineSchedulerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class CosineSchedulerOptionsValidator : IValidateOptions<CosineSchedulerOptions>;
