using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Curriculum;

/// <summary>Settings of the curriculum <c>Linear</c>, see <see cref="CurriculumScheduler.Linear"/>.</summary>
public sealed class LinearCurriculumOptions
{
    internal const int MaximumStages = 1000;

    /// <summary>Gets or sets the number of stages.</summary>
    /// <value>From 1 to 1000. The default value is 3.</value>
    [Range(1, MaximumStages)]
    public int Stages { get; set; } = 3;

    /// <summary>Gets or sets the samples of each stage.</summary>
    /// <value>From 1 to 1e15, or <see langword="null"/> (the default) for equal parts of the samples of the run, <see cref="TrainingRunContext.TotalSamples"/>.</value>
    [Range(1.0, 1e15)]
    public long? SamplesPerStage { get; set; }

    /// <summary>Gets or sets the number of negatives per anchor in the first stage.</summary>
    /// <value>0 or more. The default value is 5.</value>
    [Range(0, int.MaxValue)]
    public int NegativesStart { get; set; } = 5;

    /// <summary>Gets or sets the number of negatives per anchor in the last stage.</summary>
    /// <value>0 or more. The default value is 20.</value>
    [Range(0, int.MaxValue)]
    public int NegativesEnd { get; set; } = 20;

    /// <summary>Gets or sets the temperature in the first stage.</summary>
    /// <value>In [1e-4, 1e4]. The default value is 1.</value>
    [Temperature]
    public float TemperatureStart { get; set; } = 1f;

    /// <summary>Gets or sets the temperature in the last stage.</summary>
    /// <value>In [1e-4, 1e4]. The default value is 0.1.</value>
    [Temperature]
    public float TemperatureEnd { get; set; } = 0.1f;
}

/// <summary>Checks the ranges of <see cref="LinearCurriculumOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class LinearCurriculumOptionsValidator : IValidateOptions<LinearCurriculumOptions>;
