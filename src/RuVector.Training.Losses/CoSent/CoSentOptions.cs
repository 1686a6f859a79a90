using Microsoft.Extensions.Options;

namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="CoSentLoss"/>.</summary>
public sealed class CoSentOptions : ITemperatureSettings
{
    /// <summary>Gets or sets the temperature that divides the differences of cosines: 1 / scale.</summary>
    /// <value>In [1e-4, 1e4]. The default value is 0.05.</value>
    [Temperature]
    public float Temperature { get; set; } = 0.05f;
}

/// <summary>Checks the ranges of <see cref="CoSentOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class CoSentOptionsValidator : IValidateOptions<CoSentOptions>;
