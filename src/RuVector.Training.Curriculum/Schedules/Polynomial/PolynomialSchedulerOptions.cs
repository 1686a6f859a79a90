using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Curriculum;

/// <summary>Settings of the learning-rate schedule <c>Polynomial</c>: from factor 1 to a minimum by a power of the steps that are left.</summary>
public sealed class PolynomialSchedulerOptions : SchedulerOptions
{
    /// <summary>Gets or sets the factor at the end of the schedule and afterwards.</summary>
    /// <value>In [0, 1]. The default value is 0.</value>
    [Range(0.0, 1.0)]
    public float MinimumFactor { get; set; }

    /// <summary>Gets or sets the power.</summary>
    /// <value>Above 0 and at most 100. The default value is 2.</value>
    [Range(0.0, 100.0, MinimumIsExclusive = true)]
    public double Power { get; set; } = 2;
}

/// <summary>Checks the ranges of <see cref="PolynomialSchedulerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class PolynomialSchedulerOptionsValidator : IValidateOptions<PolynomialSchedulerOptions>;
