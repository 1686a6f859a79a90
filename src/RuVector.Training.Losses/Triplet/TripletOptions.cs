using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="TripletLoss"/>.</summary>
public sealed class TripletOptions
{
    /// <summary>Gets or sets which triplets of an anchor count.</summary>
    /// <value>The default value is <see cref="TripletSelection.All"/>.</value>
    [EnumDataType(typeof(TripletSelection))]
    public TripletSelection Selection { get; set; } = TripletSelection.All;

    /// <summary>Gets or sets how far two embeddings are apart; <see cref="ScoreMeasure.Cosine"/> stands for the distance <c>1 - cos</c>.</summary>
    /// <value>The default value is <see cref="ScoreMeasure.Euclidean"/>.</value>
    [AllowedValues(ScoreMeasure.Euclidean, ScoreMeasure.SquaredEuclidean, ScoreMeasure.UnitEuclidean, ScoreMeasure.Cosine)]
    public ScoreMeasure Measure { get; set; } = ScoreMeasure.Euclidean;

    /// <summary>Gets or sets by how much a negative should be farther than the positive; the soft margin has none.</summary>
    /// <value>Finite, 0 or more. The default value is 1.</value>
    [NonNegative("margin")]
    public float Margin { get; set; } = 1f;

    /// <summary>Gets or sets a value indicating whether a triplet is <c>log(1 + exp(d_ap - d_an))</c> instead of a hinge.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool SoftMargin { get; set; }

    /// <summary>Gets or sets a value indicating whether only triplets that violate the margin are terms, so that the mean is over those.</summary>
    /// <value>The default value is <see langword="false"/>: all chosen triplets are terms.</value>
    public bool MeanOverActive { get; set; }

    /// <summary>Gets or sets how the terms become one value.</summary>
    /// <value>The default value is <see cref="Reduction.Mean"/>: over the triplets.</value>
    [EnumDataType(typeof(Reduction))]
    public Reduction Reduction { get; set; } = Reduction.Mean;
}

/// <summary>Checks the ranges of <see cref="TripletOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class TripletOptionsValidator : IValidateOptions<TripletOptions>;
