using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="MultiSimilarityLoss"/>.</summary>
public sealed class MultiSimilarityOptions
{
    /// <summary>Gets or sets the scale of positives: how much the least similar ones count.</summary>
    /// <value>Finite, above 0. The default value is 2.</value>
    [Positive("alpha")]
    public float Alpha { get; set; } = 2f;

    /// <summary>Gets or sets the scale of negatives: how much the most similar ones count.</summary>
    /// <value>Finite, above 0. The default value is 50.</value>
    [Positive("beta")]
    public float Beta { get; set; } = 50f;

    /// <summary>Gets or sets the similarity that positives should exceed and negatives should not.</summary>
    /// <value>Finite. The default value is 0.5.</value>
    [Finite("base")]
    public float Base { get; set; } = 0.5f;

    /// <summary>Gets or sets how pairs are scored.</summary>
    /// <value><see cref="ScoreMeasure.Cosine"/> (the default) or <see cref="ScoreMeasure.Dot"/>.</value>
    [AllowedValues(ScoreMeasure.Cosine, ScoreMeasure.Dot)]
    public ScoreMeasure Measure { get; set; } = ScoreMeasure.Cosine;

    /// <summary>Gets or sets how the terms become one value.</summary>
    /// <value>The default value is <see cref="Reduction.Mean"/>: over the rows that have a pair.</value>
    [EnumDataType(typeof(Reduction))]
    public Reduction Reduction { get; set; } = Reduction.Mean;
}

/// <summary>Checks the ranges of <see cref="MultiSimilarityOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class MultiSimilarityOptionsValidator : IValidateOptions<MultiSimilarityOptions>;
