using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Curriculum;

/// <summary>Settings of <see cref="TemperatureAnnealing"/>.</summary>
public sealed class TemperatureAnnealingOptions
{
    /// <summary>Gets or sets the temperature at step 0.</summary>
    /// <value>In [1e-4, 1e4]. The default value is 1.</value>
    [Temperature]
    public float Start { get; set; } = 1f;

    /// <summary>Gets or sets the temperature from step <see cref="Steps"/> on.</summary>
    /// <value>In [1e-4, 1e4]. The default value is 0.07.</value>
    [Temperature]
    public float End { get; set; } = 0.07f;

    /// <summary>Gets or sets the number of steps from start to end.</summary>
    /// <value>From 1 to 1e15, or <see langword="null"/> (the default) for the steps of the run, <see cref="TrainingRunContext.TotalSteps"/>.</value>
    [Range(1.0, 1e15)]
    public long? Steps { get; set; }

    /// <summary>Gets or sets the way from start to end.</summary>
    /// <value>The default value is <see cref="AnnealingShape.Linear"/>.</value>
    [EnumDataType(typeof(AnnealingShape))]
    public AnnealingShape Shape { get; set; }

    /// <summary>Gets or sets the number of steps on each stair of <see cref="AnnealingShape.Step"/>; other shapes do not use it.</summary>
    /// <value>From 1 to the number of steps, or <see langword="null"/> (the default) for a tenth of them, and at least 1.</value>
    [Range(1.0, 1e15)]
    public long? StepSize { get; set; }
}

/// <summary>Checks the ranges of <see cref="TemperatureAnnealingOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class TemperatureAnnealingOptionsValidator : IValidateOptions<TemperatureAnnealingOptions>;

/// <summary>Checks that a stair is not longer than the annealing, when it does not leave its length to the run.</summary>
internal sealed class TemperatureAnnealingStairValidator : IValidateOptions<TemperatureAnnealingOptions>
{
    public ValidateOptionsResult Validate(string? name, TemperatureAnnealingOptions options) => options.Shape == AnnealingShape.Step && options.StepSize > options.Steps
        ? ValidateOptionsResult.Fail(FormattableString.Invariant(
            $"{nameof(options.StepSize)}: Expected at most {nameof(options.Steps)} ({options.Steps}), but got {options.StepSize}."))
        : ValidateOptionsResult.Success;
}
