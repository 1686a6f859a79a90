using Microsoft.Extensions.Options;

namespace RuVector.Training.Optimizers;

/// <summary>Settings of <see cref="RAdamOptimizer"/>.</summary>
public sealed class RAdamOptions
{
    /// <summary>Gets or sets the learning rate.</summary>
    /// <value>Finite, 0 or more. The default value is 0.001.</value>
    [Interval(0)]
    public float LearningRate { get; set; } = 0.001f;

    /// <summary>Gets or sets the decay rate of the average gradient, beta1.</summary>
    /// <value>In [0, 1). The default value is 0.9.</value>
    [Interval(0, 1, MaximumIsExclusive = true)]
    public float Beta1 { get; set; } = 0.9f;

    /// <summary>Gets or sets the decay rate of the average squared gradient, beta2; up to 2/3 no step is divided by its root.</summary>
    /// <value>In [0, 1). The default value is 0.999.</value>
    [Interval(0, 1, MaximumIsExclusive = true)]
    public float Beta2 { get; set; } = 0.999f;

    /// <summary>Gets or sets what is added to the root of the average squared gradient.</summary>
    /// <value>Finite, above 0. The default value is 1e-8.</value>
    [Interval(0, MinimumIsExclusive = true)]
    public float Epsilon { get; set; } = 1e-8f;

    /// <summary>Gets or sets the coupled weight decay: this share of the parameters is added to the gradients.</summary>
    /// <value>Finite, 0 or more. The default value is 0.</value>
    [Interval(0)]
    public float WeightDecay { get; set; }
}

/// <summary>Checks the ranges of <see cref="RAdamOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class RAdamOptionsValidator : IValidateOptions<RAdamOptions>;
