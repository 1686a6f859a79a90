using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Curriculum;

/// <summary>Settings of <see cref="SelfPacedWeighter"/>.</summary>
public sealed class SelfPacedOptions
{
    internal const double LeastGrowth = 1.001;
    internal const double GreatestGrowth = 1000;

    /// <summary>Gets or sets the threshold at step 0, in the unit of the losses.</summary>
    /// <value>Finite, above 0. The default value is 1.</value>
    [Range(0f, float.MaxValue, MinimumIsExclusive = true)]
    public float Threshold { get; set; } = 1f;

    /// <summary>Gets or sets by what the threshold is multiplied after every <see cref="GrowthSteps"/> steps.</summary>
    /// <value>In [1.001, 1000]. The default value is 1.1.</value>
    [Range(LeastGrowth, GreatestGrowth)]
    public double Growth { get; set; } = 1.1;

    /// <summary>Gets or sets the number of steps between two growths of the threshold: those of an epoch.</summary>
    /// <value>From 1 to 1e15. The default value is 100.</value>
    [Range(1.0, 1e15)]
    public long GrowthSteps { get; set; } = 100;

    /// <summary>Gets or sets how the weight of an example follows from its difficulty.</summary>
    /// <value>The default value is <see cref="SelfPacedForm.Hard"/>.</value>
    [EnumDataType(typeof(SelfPacedForm))]
    public SelfPacedForm Form { get; set; }
}

/// <summary>Checks the ranges of <see cref="SelfPacedOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class SelfPacedOptionsValidator : IValidateOptions<SelfPacedOptions>;
