using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="NtXentLoss"/>.</summary>
public sealed class NtXentOptions : ITemperatureSettings
{
    /// <summary>Gets or sets the temperature that divides the scores.</summary>
    /// <value>In [1e-4, 1e4]. The default value is 0.5.</value>
    [Temperature]
    public float Temperature { get; set; } = 0.5f;

    /// <summary>Gets or sets how pairs are scored.</summary>
    /// <value><see cref="ScoreMeasure.Cosine"/> (the default) or <see cref="ScoreMeasure.Dot"/>.</value>
    [AllowedValues(ScoreMeasure.Cosine, ScoreMeasure.Dot)]
    public ScoreMeasure Measure { get; set; } = ScoreMeasure.Cosine;

    /// <summary>Gets or sets how the terms become one value.</summary>
    /// <value>The default value is <see cref="Reduction.Mean"/>: over all pairs of an anchor and a positive.</value>
    [EnumDataType(typeof(Reduction))]
    public Reduction Reduction { get; set; } = Reduction.Mean;
}

/// <summary>Checks the ranges of <see cref="NtXentOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class NtXentOptionsValidator : IValidateOptions<NtXentOptions>;
