using Microsoft.Extensions.Options;

namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="BarlowTwinsLoss"/>.</summary>
public sealed class BarlowTwinsOptions
{
    /// <summary>Gets or sets the factor lambda of the squared correlations of different dimensions.</summary>
    /// <value>Finite, 0 or more. The default value is 0.0051.</value>
    [NonNegative("redundancy weight")]
    public float RedundancyWeight { get; set; } = 0.0051f;

    /// <summary>Gets or sets what is added to a variance before its root is taken.</summary>
    /// <value>Finite, 0 or more. The default value is 1e-5.</value>
    [NonNegative("epsilon")]
    public float Epsilon { get; set; } = 1e-5f;
}

/// <summary>Checks the ranges of <see cref="BarlowTwinsOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class BarlowTwinsOptionsValidator : IValidateOptions<BarlowTwinsOptions>;
