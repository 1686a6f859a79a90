using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="SupConLoss"/>.</summary>
public sealed class SupConOptions : ITemperatureSettings
{
    /// <summary>Gets or sets the temperature that divides the scores.</summary>
    /// <value>In [1e-4, 1e4]. The default value is 0.1.</value>
    [Temperature]
    public float Temperature { get; set; } = 0.1f;

    /// <summary>Gets or sets how pairs are scored.</summary>
    /// <value><see cref="ScoreMeasure.Cosine"/> (the default) or <see cref="ScoreMeasure.Dot"/>.</value>
    [AllowedValues(ScoreMeasure.Cosine, ScoreMeasure.Dot)]
    public ScoreMeasure Measure { get; set; } = ScoreMeasure.Cosine;

    /// <summary>Gets or sets how the terms become one value.</summary>
    /// <value>The default value is <see cref="Reduction.Mean"/>: over the anchors that have a positive.</value>
    [EnumDataType(typeof(Reduction))]
    public Reduction Reduction { get; set; } = Reduction.Mean;
}

/// <summary>Checks the ranges of <see cref="SupConOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class SupConOptionsValidator : IValidateOptions<SupConOptions>;
