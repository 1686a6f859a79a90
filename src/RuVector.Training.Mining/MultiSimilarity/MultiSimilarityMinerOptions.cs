using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Mining;

/// <summary>Settings of <see cref="MultiSimilarityMiner"/>.</summary>
public sealed class MultiSimilarityMinerOptions : MiningOptions
{
    /// <summary>Gets or sets how far a pair may be on the right side of the hardest pair of the other kind and still be chosen.</summary>
    /// <value>Finite, 0 or more, in units of the score. The default value is 0.1.</value>
    [Range(0.0, float.MaxValue)]
    public float Epsilon { get; set; } = 0.1f;
}

/// <summary>Checks the ranges of <see cref="MultiSimilarityMinerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class MultiSimilarityMinerOptionsValidator : IValidateOptions<MultiSimilarityMinerOptions>;
