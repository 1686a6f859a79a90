using Microsoft.Extensions.Options;

namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="VicRegLoss"/>.</summary>
public sealed class VicRegOptions
{
    /// <summary>Gets or sets the factor of the mean squared difference of the two views.</summary>
    /// <value>Finite, 0 or more. The default value is 25.</value>
    [NonNegative("invariance weight")]
    public float InvarianceWeight { get; set; } = 25f;

    /// <summary>Gets or sets the factor of the hinge on the standard deviations.</summary>
    /// <value>Finite, 0 or more. The default value is 25.</value>
    [NonNegative("variance weight")]
    public float VarianceWeight { get; set; } = 25f;

    /// <summary>Gets or sets the factor of the squared covariances.</summary>
    /// <value>Finite, 0 or more. The default value is 1.</value>
    [NonNegative("covariance weight")]
    public float CovarianceWeight { get; set; } = 1f;

    /// <summary>Gets or sets what is added to a variance before its root is taken.</summary>
    /// <value>Finite, 0 or more. The default value is 1e-4.</value>
    [NonNegative("epsilon")]
    public float Epsilon { get; set; } = 1e-4f;
}

/// <summary>Checks the ranges of <see cref="VicRegOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class VicRegOptionsValidator : IValidateOptions<VicRegOptions>;
