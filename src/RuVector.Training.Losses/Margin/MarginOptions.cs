using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="MarginLoss"/>.</summary>
public sealed class MarginOptions
{
    /// <summary>Gets or sets by how much positives should be nearer and negatives farther than the boundary.</summary>
    /// <value>Finite, 0 or more. The default value is 0.2.</value>
    [NonNegative("margin")]
    public float Margin { get; set; } = 0.2f;

    /// <summary>Gets or sets the boundary beta to start from; it is learned when an optimizer steps <see cref="MarginLoss.Parameters"/>.</summary>
    /// <value>Finite, 0 or more. The default value is 1.2.</value>
    [NonNegative("beta")]
    public float Beta { get; set; } = 1.2f;

    /// <summary>Gets or sets how far two embeddings are apart; <see cref="ScoreMeasure.Cosine"/> stands for the distance <c>1 - cos</c>.</summary>
    /// <value>The default value is <see cref="ScoreMeasure.UnitEuclidean"/>.</value>
    [AllowedValues(ScoreMeasure.Euclidean, ScoreMeasure.SquaredEuclidean, ScoreMeasure.UnitEuclidean, ScoreMeasure.Cosine)]
    public ScoreMeasure Measure { get; set; } = ScoreMeasure.UnitEuclidean;

    /// <summary>Gets or sets a value indicating whether only hinges above 0 are terms, so that the mean is over those.</summary>
    /// <value>The default value is <see langword="true"/>, as in the source; otherwise all triplets are terms.</value>
    public bool MeanOverActive { get; set; } = true;

    /// <summary>Gets or sets how the terms become one value.</summary>
    /// <value>The default value is <see cref="Reduction.Mean"/>.</value>
    [EnumDataType(typeof(Reduction))]
    public Reduction Reduction { get; set; } = Reduction.Mean;
}

/// <summary>Checks the ranges of <see cref="MarginOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class MarginOptionsValidator : IValidateOptions<MarginOptions>;
