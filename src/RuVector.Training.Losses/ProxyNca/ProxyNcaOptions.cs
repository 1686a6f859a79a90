using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="ProxyNcaLoss"/>.</summary>
public sealed class ProxyNcaOptions
{
    /// <summary>Gets or sets the factor of the squared distances, sigma.</summary>
    /// <value>Finite, 0 or more. The default value is 1.</value>
    [NonNegative("scale")]
    public float Scale { get; set; } = 1f;

    /// <summary>Gets or sets how the terms become one value.</summary>
    /// <value>The default value is <see cref="Reduction.Mean"/>: over the anchors that have a term.</value>
    [EnumDataType(typeof(Reduction))]
    public Reduction Reduction { get; set; } = Reduction.Mean;
}

/// <summary>Checks the ranges of <see cref="ProxyNcaOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class ProxyNcaOptionsValidator : IValidateOptions<ProxyNcaOptions>;
