using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="InfoNceLoss"/>.</summary>
public sealed class InfoNceOptions : ITemperatureSettings
{
    /// <summary>Gets or sets the temperature that divides the scores.</summary>
    /// <value>In [1e-4, 1e4]. The default value is 0.07.</value>
    [Temperature]
    public float Temperature { get; set; } = 0.07f;

    /// <summary>Gets or sets how pairs are scored.</summary>
    /// <value><see cref="ScoreMeasure.Cosine"/> (the default) or <see cref="ScoreMeasure.Dot"/>.</value>
    [AllowedValues(ScoreMeasure.Cosine, ScoreMeasure.Dot)]
    public ScoreMeasure Measure { get; set; } = ScoreMeasure.Cosine;

    /// <summary>Gets or sets a value indicating whether positives also look for their anchors, and the loss is the mean of both directions.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Symmetric { get; set; }

    /// <summary>Gets or sets how the terms become one value.</summary>
    /// <value>The default value is <see cref="Reduction.Mean"/>: over the anchors that have a term.</value>
    [EnumDataType(typeof(Reduction))]
    public Reduction Reduction { get; set; } = Reduction.Mean;

    /// <summary>Gets or sets by how much a negative counts more, the more similar it is: <c>exp(weight * s)</c> times, a constant in the gradient.</summary>
    /// <value>Finite, 0 or more; it is not divided by the temperature. The default value is 0: all alike.</value>
    [NonNegative("hardness weight")]
    public float HardnessWeight { get; set; }

    /// <summary>Gets or sets a value indicating whether the temperature is a parameter with a gradient; <see cref="Temperature"/> is its first value.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool LearnTemperature { get; set; }

    string? ITemperatureSettings.LearnedBy => LearnTemperature ? nameof(LearnTemperature) : null;
}

/// <summary>Checks the ranges of <see cref="InfoNceOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class InfoNceOptionsValidator : IValidateOptions<InfoNceOptions>;
