using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Curriculum;

/// <summary>Settings of the learning-rate schedule <c>OneCycle</c>: up to factor 1 and down again, over all steps of the run.</summary>
public sealed class OneCycleSchedulerOptions : SchedulerOptions
{
    /// <summary>Gets or sets the factor at the first step.</summary>
    /// <value>In [0, 1]. The default value is 0.04, a 25th of the peak.</value>
    [Range(0.0, 1.0)]
    public float StartFactor { get; set; } = 0.04f;

    /// <summary>Gets or sets the factor at the last step and afterwards.</summary>
    /// <value>In [0, 1]. The default value is 4e-6, a 10,000th of the start.</value>
    [Range(0.0, 1.0)]
    public float EndFactor { get; set; } = 4e-6f;

    /// <summary>Gets or sets the part of the steps in which the factor rises; the peak is the last of them, to the nearest step.</summary>
    /// <value>Above 0 and below 1, and below 1/2 with <see cref="ThreePhases"/>. The default value is 0.3.</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double RiseFraction { get; set; } = 0.3;

    /// <summary>Gets or sets the way from each value to the next.</summary>
    /// <value>The default value is <see cref="ScheduleShape.Cosine"/>.</value>
    [EnumDataType(typeof(ScheduleShape))]
    public ScheduleShape Shape { get; set; } = ScheduleShape.Cosine;

    /// <summary>Gets or sets a value indicating whether the factor returns to its start before it goes to its end.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool ThreePhases { get; set; }
}

/// <summary>Checks the ranges of <see cref="OneCycleSchedulerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class OneCycleSchedulerOptionsValidator : IValidateOptions<OneCycleSchedulerOptions>;
