using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="LocalContrastiveLoss"/>.</summary>
public sealed class LocalContrastiveOptions
{
    /// <summary>Gets or sets by how much a negative should be farther than the positive.</summary>
    /// <value>Finite, 0 or more, in units of the distance. The default value is 1.</value>
    [NonNegative("margin")]
    public float Margin { get; set; } = 1f;

    /// <summary>Gets or sets how the terms become one value.</summary>
    /// <value>The default value is <see cref="Reduction.Mean"/>: over all (anchor, positive, negative) terms.</value>
    [EnumDataType(typeof(Reduction))]
    public Reduction Reduction { get; set; } = Reduction.Mean;
}

/// <summary>Checks the ranges of <see cref="LocalContrastiveOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class LocalContrastiveOptionsValidator : IValidateOptions<LocalContrastiveOptions>;
