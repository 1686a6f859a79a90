using Microsoft.Extensions.Options;

namespace RuVector.Training.Optimizers;

/// <summary>Settings of <see cref="LionOptimizer"/>.</summary>
public sealed class LionOptions
{
    /// <summary>Gets or sets the learning rate: how far a step moves each parameter.</summary>
    /// <value>Finite, 0 or more. The default value is 0.0001.</value>
    [Interval(0)]
    public float LearningRate { get; set; } = 0.0001f;

    /// <summary>Gets or sets the share of the average gradient in the direction of a step, beta1; the rest is the gradient.</summary>
    /// <value>In [0, 1). The default value is 0.9.</value>
    [Interval(0, 1, MaximumIsExclusive = true)]
    public float Beta1 { get; set; } = 0.9f;

    /// <summary>Gets or sets the decay rate of the average gradient, beta2.</summary>
    /// <value>In [0, 1). The default value is 0.99.</value>
    [Interval(0, 1, MaximumIsExclusive = true)]
    public float Beta2 { get; set; } = 0.99f;

    /// <summary>Gets or sets the decoupled weight decay: a step first takes this share, times the learning rate, from the parameters.</summary>
    /// <value>Finite, 0 or more; times the learning rate below 1. The default value is 0.</value>
    [Interval(0)]
    public float WeightDecay { get; set; }
}

/// <summary>Checks the ranges of <see cref="LionOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class LionOptionsValidator : IValidateOptions<LionOptions>;

/// <summary>Checks the relation between settings of <see cref="LionOptions"/>.</summary>
internal sealed class LionRelationsValidator : IValidateOptions<LionOptions>
{
    public ValidateOptionsResult Validate(string? name, LionOptions options) => DecoupledDecayRelation.Check(options.LearningRate, options.WeightDecay);
}
