using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="CosineSimilarityLoss"/>.</summary>
public sealed class CosineSimilarityOptions
{
    /// <summary>Gets or sets how the terms become one value.</summary>
    /// <value>The default value is <see cref="Reduction.Mean"/>: over the pairs.</value>
    [EnumDataType(typeof(Reduction))]
    public Reduction Reduction { get; set; } = Reduction.Mean;
}

/// <summary>Checks the ranges of <see cref="CosineSimilarityOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class CosineSimilarityOptionsValidator : IValidateOptions<CosineSimilarityOptions>;
