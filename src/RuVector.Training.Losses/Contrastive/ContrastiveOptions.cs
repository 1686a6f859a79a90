using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="ContrastiveLoss"/>.</summary>
public sealed class ContrastiveOptions
{
    /// <summary>Gets or sets what becomes of the distance of a pair.</summary>
    /// <value>The default value is <see cref="ContrastiveForm.Squared"/>.</value>
    [EnumDataType(typeof(ContrastiveForm))]
    public ContrastiveForm Form { get; set; } = ContrastiveForm.Squared;

    /// <summary>Gets or sets how far two embeddings are apart; <see cref="ScoreMeasure.Cosine"/> stands for the distance <c>1 - cos</c>.</summary>
    /// <value>The default value is <see cref="ScoreMeasure.Euclidean"/>.</value>
    [AllowedValues(ScoreMeasure.Euclidean, ScoreMeasure.SquaredEuclidean, ScoreMeasure.UnitEuclidean, ScoreMeasure.Cosine)]
    public ScoreMeasure Measure { get; set; } = ScoreMeasure.Euclidean;

    /// <summary>Gets or sets the distance beyond which dissimilar pairs are left alone.</summary>
    /// <value>Finite, 0 or more. The default value is 1.</value>
    [NonNegative("margin")]
    public float Margin { get; set; } = 1f;

    /// <summary>Gets or sets the distance within which similar pairs are left alone.</summary>
    /// <value>Finite, 0 or more. The default value is 0.</value>
    [NonNegative("positive margin")]
    public float PositiveMargin { get; set; }

    /// <summary>Gets or sets a value indicating whether only pairs on the wrong side of their margin are terms, so that a mean is over those.</summary>
    /// <value>The default value is <see langword="false"/>: all pairs are terms, of <see cref="ContrastiveForm.OnlineHard"/> all hard ones.</value>
    public bool MeanOverActive { get; set; }

    /// <summary>Gets or sets how the terms become one value.</summary>
    /// <value>The default value is <see cref="Reduction.Mean"/>: over the pairs; of <see cref="ContrastiveForm.Hinge"/> over the similar and over the dissimilar ones.</value>
    [EnumDataType(typeof(Reduction))]
    public Reduction Reduction { get; set; } = Reduction.Mean;
}

/// <summary>Checks the ranges of <see cref="ContrastiveOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class ContrastiveOptionsValidator : IValidateOptions<ContrastiveOptions>;
