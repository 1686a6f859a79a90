using Microsoft.Extensions.Options;

namespace RuVector.Training.Losses;

/// <summary>Settings of a <see cref="CompositeLoss"/> that is made from the configuration.</summary>
public sealed class CompositeOptions
{
    /// <summary>Gets the parts by their names, which ignore case.</summary>
    /// <value>At least one; a name is not empty and has no <c>:</c>.</value>
    public IDictionary<string, CompositePartOptions> Parts { get; } = new Dictionary<string, CompositePartOptions>(StringComparer.OrdinalIgnoreCase);
}

/// <summary>Checks <see cref="CompositeOptions"/>; a generated validator cannot name the part.</summary>
internal sealed class CompositeOptionsValidator : IValidateOptions<CompositeOptions>
{
    public ValidateOptionsResult Validate(string? name, CompositeOptions options)
    {
        ValidateOptionsResultBuilder result = new();
        if (options.Parts.Count == 0)
        {
            result.AddError("Expected at least one part, but got none.", nameof(options.Parts));
        }

        foreach ((string part, CompositePartOptions settings) in options.Parts)
        {
            if (string.IsNullOrEmpty(part) || part.Contains(':', StringComparison.Ordinal))
            {
                result.AddError($"Expected names of parts that are not empty and have no ':', but got '{part}'.", nameof(options.Parts));
            }
            else if (!LossGuard.IsNonNegative(settings.Weight))
            {
                result.AddError(LossGuard.NotNonNegative("weight", settings.Weight), $"{nameof(options.Parts)}:{part}:{nameof(settings.Weight)}");
            }
        }

        return result.Build();
    }
}
