using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="CircleLoss"/>.</summary>
public sealed class CircleOptions
{
    /// <summary>Gets or sets the relaxation: positives should exceed 1 - margin, negatives should stay below the margin.</summary>
    /// <value>Finite, 0 or more. The default value is 0.4.</value>
    [NonNegative("margin")]
    public float Margin { get; set; } = 0.4f;

    /// <summary>Gets or sets the scale of the weighted similarities.</summary>
    /// <value>Finite, above 0. The default value is 80.</value>
    [Positive("gamma")]
    public float Gamma { get; set; } = 80f;

    /// <summary>Gets or sets how pairs are scored.</summary>
    /// <value><see cref="ScoreMeasure.Cosine"/> (the default) or <see cref="ScoreMeasure.Dot"/>.</value>
    [AllowedValues(ScoreMeasure.Cosine, ScoreMeasure.Dot)]
    public ScoreMeasure Measure { get; set; } = ScoreMeasure.Cosine;

    /// <summary>Gets or sets how the terms become one value.</summary>
    /// <value>The default value is <see cref="Reduction.Mean"/>: over the rows that have a positive and a negative.</value>
    [EnumDataType(typeof(Reduction))]
    public Reduction Reduction { get; set; } = Reduction.Mean;
}

/// <summary>Checks the ranges of <see cref="CircleOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class CircleOptionsValidator : IValidateOptions<CircleOptions>;
