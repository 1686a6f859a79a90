using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Curriculum;

/// <summary>Settings of the curriculum <c>EasyToHard</c>, see <see cref="CurriculumScheduler.EasyToHard"/>.</summary>
public sealed class EasyToHardCurriculumOptions
{
    /// <summary>Gets or sets the samples of the four stages together.</summary>
    /// <value>From 1 to 1e15, or <see langword="null"/> (the default) for the samples of the run, <see cref="TrainingRunContext.TotalSamples"/>.</value>
    [Range(1.0, 1e15)]
    public long? TotalSamples { get; set; }

    /// <summary>Creates what the settings describe; what they leave open comes from the run.</summary>
    internal CurriculumScheduler Create(TrainingRunContext context) => CurriculumScheduler.EasyToHard(
        TotalSamples ?? context.TotalSamples ?? throw RunLength.Unknown("EasyToHard", nameof(TotalSamples), nameof(context.TotalSamples)));
}

/// <summary>Checks the ranges of <see cref="EasyToHardCurriculumOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class EasyToHardCurriculumOptionsValidator : IValidateOptions<EasyToHardCurriculumOptions>;
