using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CustomLoss;

/// <summary>Settings of <see cref="SquaredGapLoss"/>.</summary>
public sealed class SquaredGapOptions
{
    /// <summary>Gets or sets by how much a positive is to be nearer than a negative.</summary>
    /// <value>In [0, 2]. The default value is 0.5.</value>
    [Range(0.0, 2.0)]
    public float Gap { get; set; } = 0.5f;
}

[OptionsValidator]
internal sealed partial class SquaredGapOptionsValidator : IValidateOptions<SquaredGapOptions>;
