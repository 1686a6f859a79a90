using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Adapters;

/// <summary>Which adapter a run trains, and its settings; the section <c>Adapter</c> of the configuration.</summary>
/// <remarks>Settings of another type than the selected one are ignored, so that one key, <c>Adapter:Type</c>, is a whole swap.</remarks>
public sealed class AdapterOptions
{
    /// <summary>Gets or sets the adapter.</summary>
    /// <value><c>Linear</c> (<see cref="LinearAdapter"/>), <c>LowRank</c> (<see cref="LowRankAdapter"/>), <c>Mlp</c> (<see cref="MlpAdapter"/>) or <c>AttentionPooling</c>
    /// (<see cref="Adapters.AttentionPooling"/>), ignoring case. The default value is <c>Linear</c>.</value>
    [Required]
    public string Type { get; set; } = "Linear";

    /// <summary>Gets or sets a value indicating whether there is a bias; of <c>Linear</c> and <c>LowRank</c>.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool Bias { get; set; } = true;

    /// <summary>Gets or sets the rank; of <c>LowRank</c>.</summary>
    /// <value>1 or more. The default value is 32.</value>
    [Range(1, 1 << 16)]
    public int Rank { get; set; } = 32;

    /// <summary>Gets or sets the width of the hidden layer; of <c>Mlp</c>.</summary>
    /// <value>1 or more. The default value is 256.</value>
    [Range(1, 1 << 20)]
    public int Hidden { get; set; } = 256;

    /// <summary>Gets or sets the bend of the hidden layer; of <c>Mlp</c>.</summary>
    /// <value>The default value is <see cref="Activation.Gelu"/>.</value>
    [EnumDataType(typeof(Activation))]
    public Activation Activation { get; set; } = Activation.Gelu;

    /// <summary>Gets or sets the number of tokens of a row; of <c>AttentionPooling</c>.</summary>
    /// <value>1 or more. The default value is 64.</value>
    [Range(1, 1 << 20)]
    public int MaxTokens { get; set; } = 64;
}

/// <summary>Checks the ranges of <see cref="AdapterOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class AdapterOptionsValidator : IValidateOptions<AdapterOptions>;

/// <summary>Checks that the adapter of <see cref="AdapterOptions"/> is known.</summary>
internal sealed class AdapterTypeValidator : IValidateOptions<AdapterOptions>
{
    public ValidateOptionsResult Validate(string? name, AdapterOptions options)
    {
        ValidateOptionsResultBuilder result = new();
        if (!string.IsNullOrEmpty(options.Type) && AdapterKind.Find(options.Type) is null)
        {
            result.AddError(AdapterKind.Unknown(options.Type), nameof(options.Type));
        }

        return result.Build();
    }
}
