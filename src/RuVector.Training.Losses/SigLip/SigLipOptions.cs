using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="SigLipLoss"/>.</summary>
public sealed class SigLipOptions
{
    /// <summary>Gets or sets the factor of the similarities; when it is learned, its first value.</summary>
    /// <value>Finite, above 0. The default value is 10.</value>
    [Positive("scale")]
    public float Scale { get; set; } = 10f;

    /// <summary>Gets or sets the number added to every scaled similarity; when it is learned, its first value.</summary>
    /// <value>Finite. The default value is -10.</value>
    [Finite("bias")]
    public float Bias { get; set; } = -10f;

    /// <summary>Gets or sets a value indicating whether scale and bias are parameters with gradients.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool IsLearned { get; set; } = true;

    /// <summary>Gets or sets how pairs are scored.</summary>
    /// <value><see cref="ScoreMeasure.Cosine"/> (the default) or <see cref="ScoreMeasure.Dot"/>.</value>
    [AllowedValues(ScoreMeasure.Cosine, ScoreMeasure.Dot)]
    public ScoreMeasure Measure { get; set; } = ScoreMeasure.Cosine;

    /// <summary>Gets or sets how the terms become one value.</summary>
    /// <value>The default value is <see cref="Reduction.Mean"/>: over the rows that have a pair.</value>
    [EnumDataType(typeof(Reduction))]
    public Reduction Reduction { get; set; } = Reduction.Mean;
}

/// <summary>Checks the ranges of <see cref="SigLipOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class SigLipOptionsValidator : IValidateOptions<SigLipOptions>;
