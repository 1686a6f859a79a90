using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="SpectralRegularizationLoss"/>.</summary>
public sealed class SpectralRegularizationOptions
{
    /// <summary>Gets or sets the factor lambda.</summary>
    /// <value>Finite, 0 or more. The default value is 1.</value>
    [NonNegative("weight")]
    public float Weight { get; set; } = 1f;

    /// <summary>Gets or sets which Laplacian is meant.</summary>
    /// <value>The default value is <see cref="LaplacianKind.Combinatorial"/>.</value>
    [EnumDataType(typeof(LaplacianKind))]
    public LaplacianKind Laplacian { get; set; } = LaplacianKind.Combinatorial;

    /// <summary>Gets or sets by what the trace is divided.</summary>
    /// <value>The default value is <see cref="LaplacianDivisor.None"/>.</value>
    [EnumDataType(typeof(LaplacianDivisor))]
    public LaplacianDivisor Divisor { get; set; } = LaplacianDivisor.None;
}

/// <summary>Checks the ranges of <see cref="SpectralRegularizationOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class SpectralRegularizationOptionsValidator : IValidateOptions<SpectralRegularizationOptions>;
