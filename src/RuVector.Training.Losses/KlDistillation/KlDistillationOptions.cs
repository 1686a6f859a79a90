using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="KlDistillationLoss"/>.</summary>
public sealed class KlDistillationOptions
{
    /// <summary>Gets or sets the temperature that divides the scores; its square multiplies the loss.</summary>
    /// <value>In [1e-4, 1e4]. The default value is 1.</value>
    [Temperature]
    public float Temperature { get; set; } = 1f;

    /// <summary>Gets or sets the temperature that divides the teacher's scores.</summary>
    /// <value>In [1e-4, 1e4]. The default value is 1.</value>
    [Temperature]
    public float TeacherTemperature { get; set; } = 1f;

    /// <summary>Gets or sets how pairs are scored.</summary>
    /// <value><see cref="ScoreMeasure.Dot"/> (the default) or <see cref="ScoreMeasure.Cosine"/>.</value>
    [AllowedValues(ScoreMeasure.Cosine, ScoreMeasure.Dot)]
    public ScoreMeasure Measure { get; set; } = ScoreMeasure.Dot;

    /// <summary>Gets or sets how the terms become one value.</summary>
    /// <value>The default value is <see cref="Reduction.Mean"/>: over the rows that have at least two candidates.</value>
    [EnumDataType(typeof(Reduction))]
    public Reduction Reduction { get; set; } = Reduction.Mean;
}

/// <summary>Checks the ranges of <see cref="KlDistillationOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class KlDistillationOptionsValidator : IValidateOptions<KlDistillationOptions>;
