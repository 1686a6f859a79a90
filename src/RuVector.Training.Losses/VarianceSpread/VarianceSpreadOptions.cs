using Microsoft.Extensions.Options;

namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="VarianceSpreadLoss"/>.</summary>
public sealed class VarianceSpreadOptions
{
    /// <summary>Gets or sets the factor of the loss.</summary>
    /// <value>Finite, 0 or more. The default value is 1.</value>
    [NonNegative("weight")]
    public float Weight { get; set; } = 1f;
}

/// <summary>Checks the ranges of <see cref="VarianceSpreadOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class VarianceSpreadOptionsValidator : IValidateOptions<VarianceSpreadOptions>;
