using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="MarginMseLoss"/>.</summary>
public sealed class MarginMseOptions
{
    /// <summary>Gets or sets how pairs are scored.</summary>
    /// <value><see cref="ScoreMeasure.Dot"/> (the default) or <see cref="ScoreMeasure.Cosine"/>.</value>
    [AllowedValues(ScoreMeasure.Cosine, ScoreMeasure.Dot)]
    public ScoreMeasure Measure { get; set; } = ScoreMeasure.Dot;

    /// <summary>Gets or sets how the terms become one value.</summary>
    /// <value>The default value is <see cref="Reduction.Mean"/>: over the pairs of a positive and a negative.</value>
    [EnumDataType(typeof(Reduction))]
    public Reduction Reduction { get; set; } = Reduction.Mean;
}

/// <summary>Checks the ranges of <see cref="MarginMseOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class MarginMseOptionsValidator : IValidateOptions<MarginMseOptions>;
