using Microsoft.Extensions.Options;

namespace RuVector.Training.Optimizers;

/// <summary>Settings of <see cref="RmsPropOptimizer"/>.</summary>
public sealed class RmsPropOptions
{
    /// <summary>Gets or sets the learning rate.</summary>
    /// <value>Finite, 0 or more. The default value is 0.01.</value>
    [Interval(0)]
    public float LearningRate { get; set; } = 0.01f;

    /// <summary>Gets or sets the decay rate of the averages, alpha.</summary>
    /// <value>In [0, 1). The default value is 0.99.</value>
    [Interval(0, 1, MaximumIsExclusive = true)]
    public float Alpha { get; set; } = 0.99f;

    /// <summary>Gets or sets what is added to the root of the average squared gradient.</summary>
    /// <value>Finite, above 0. The default value is 1e-8.</value>
    [Interval(0, MinimumIsExclusive = true)]
    public float Epsilon { get; set; } = 1e-8f;

    /// <summary>Gets or sets how much of the momentum the next step keeps.</summary>
    /// <value>In [0, 1). The default value is 0: no momentum.</value>
    [Interval(0, 1, MaximumIsExclusive = true)]
    public float Momentum { get; set; }

    /// <summary>Gets or sets a value indicating whether to divide by the root of the variance of the gradient: its average square less the square of its average.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Centered { get; set; }

    /// <summary>Gets or sets the coupled weight decay: this share of the parameters is added to the gradients.</summary>
    /// <value>Finite, 0 or more. The default value is 0.</value>
    [Interval(0)]
    public float WeightDecay { get; set; }
}

/// <summary>Checks the ranges of <see cref="RmsPropOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class RmsPropOptionsValidator : IValidateOptions<RmsPropOptions>;
