using Microsoft.Extensions.Options;

namespace RuVector.Training.Optimizers;

/// <summary>Settings of <see cref="RowWiseAdagradOptimizer"/>.</summary>
public sealed class RowWiseAdagradOptions
{
    /// <summary>Gets or sets the learning rate.</summary>
    /// <value>Finite, 0 or more. The default value is 0.01.</value>
    [Interval(0)]
    public float LearningRate { get; set; } = 0.01f;

    /// <summary>Gets or sets how fast the learning rate falls by itself: step t takes <c>LearningRate / (1 + (t - 1) LearningRateDecay)</c>.</summary>
    /// <value>Finite, 0 or more. The default value is 0.</value>
    [Interval(0)]
    public float LearningRateDecay { get; set; }

    /// <summary>Gets or sets what is added to the root of the sum of mean squared gradients.</summary>
    /// <value>Finite, above 0. The default value is 1e-10.</value>
    [Interval(0, MinimumIsExclusive = true)]
    public float Epsilon { get; set; } = 1e-10f;
}

/// <summary>Checks the ranges of <see cref="RowWiseAdagradOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class RowWiseAdagradOptionsValidator : IValidateOptions<RowWiseAdagradOptions>;
