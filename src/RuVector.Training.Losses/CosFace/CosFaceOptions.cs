using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="CosFaceLoss"/>.</summary>
public sealed class CosFaceOptions
{
    /// <summary>Gets or sets what is taken off the cosine of an embedding and its own class.</summary>
    /// <value>Finite, 0 or more. The default value is 0.35.</value>
    [NonNegative("margin")]
    public float Margin { get; set; } = 0.35f;

    /// <summary>Gets or sets the factor of all cosines.</summary>
    /// <value>Finite, 0 or more. The default value is 64.</value>
    [NonNegative("scale")]
    public float Scale { get; set; } = 64f;

    /// <summary>Gets or sets how the terms become one value.</summary>
    /// <value>The default value is <see cref="Reduction.Mean"/>: over the anchors that have a term.</value>
    [EnumDataType(typeof(Reduction))]
    public Reduction Reduction { get; set; } = Reduction.Mean;
}

/// <summary>Checks the ranges of <see cref="CosFaceOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class CosFaceOptionsValidator : IValidateOptions<CosFaceOptions>;
