using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="ArcFaceLoss"/>.</summary>
public sealed class ArcFaceOptions
{
    /// <summary>Gets or sets the angle that is added to that between an embedding and its own class.</summary>
    /// <value>In degrees, in [0, 90]. The default value is 28.6 (0.5 radians).</value>
    [Range(0.0, 90.0)]
    public float MarginDegrees { get; set; } = 28.6f;

    /// <summary>Gets or sets the factor of all cosines.</summary>
    /// <value>Finite, 0 or more. The default value is 64.</value>
    [NonNegative("scale")]
    public float Scale { get; set; } = 64f;

    /// <summary>Gets or sets how the terms become one value.</summary>
    /// <value>The default value is <see cref="Reduction.Mean"/>: over the anchors that have a term.</value>
    [EnumDataType(typeof(Reduction))]
    public Reduction Reduction { get; set; } = Reduction.Mean;
}

/// <summary>Checks the ranges of <see cref="ArcFaceOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class ArcFaceOptionsValidator : IValidateOptions<ArcFaceOptions>;
