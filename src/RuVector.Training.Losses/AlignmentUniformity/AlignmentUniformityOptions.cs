using Microsoft.Extensions.Options;

namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="AlignmentUniformityLoss"/>.</summary>
public sealed class AlignmentUniformityOptions
{
    /// <summary>Gets or sets the exponent of the distance of a pair.</summary>
    /// <value>Finite, 0 or more. The default value is 2.</value>
    [NonNegative("exponent")]
    public float Alpha { get; set; } = 2f;

    /// <summary>Gets or sets the factor t of the squared distances of the uniformity.</summary>
    /// <value>Finite, 0 or more. The default value is 2.</value>
    [NonNegative("uniformity scale")]
    public float UniformityScale { get; set; } = 2f;

    /// <summary>Gets or sets the factor of the alignment.</summary>
    /// <value>Finite, 0 or more. The default value is 1.</value>
    [NonNegative("alignment weight")]
    public float AlignmentWeight { get; set; } = 1f;

    /// <summary>Gets or sets the factor of the uniformity.</summary>
    /// <value>Finite, 0 or more. The default value is 1.</value>
    [NonNegative("uniformity weight")]
    public float UniformityWeight { get; set; } = 1f;

    /// <summary>Gets or sets a value indicating whether embeddings are divided by their lengths first.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool Normalize { get; set; } = true;
}

/// <summary>Checks the ranges of <see cref="AlignmentUniformityOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class AlignmentUniformityOptionsValidator : IValidateOptions<AlignmentUniformityOptions>;
