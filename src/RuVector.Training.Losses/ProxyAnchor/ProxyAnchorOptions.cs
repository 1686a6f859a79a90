using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="ProxyAnchorLoss"/>.</summary>
public sealed class ProxyAnchorOptions
{
    /// <summary>Gets or sets the factor of the cosines, alpha.</summary>
    /// <value>Finite, 0 or more. The default value is 32.</value>
    [NonNegative("scale")]
    public float Scale { get; set; } = 32f;

    /// <summary>Gets or sets the margin delta: embeddings of the class should exceed it, others stay below its negative.</summary>
    /// <value>Finite, 0 or more. The default value is 0.1.</value>
    [NonNegative("margin")]
    public float Margin { get; set; } = 0.1f;

    /// <summary>Gets or sets how the terms become one value.</summary>
    /// <value>The default value is <see cref="Reduction.Mean"/>: of the positive parts over the proxies with an embedding in the batch, of the negative parts over all proxies.</value>
    [EnumDataType(typeof(Reduction))]
    public Reduction Reduction { get; set; } = Reduction.Mean;
}

/// <summary>Checks the ranges of <see cref="ProxyAnchorOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class ProxyAnchorOptionsValidator : IValidateOptions<ProxyAnchorOptions>;
