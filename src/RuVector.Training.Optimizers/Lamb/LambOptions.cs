using Microsoft.Extensions.Options;

namespace RuVector.Training.Optimizers;

/// <summary>Settings of <see cref="LambOptimizer"/>.</summary>
public sealed class LambOptions
{
    /// <summary>Gets or sets the learning rate: the share of its norm by which a tensor moves.</summary>
    /// <value>Finite, 0 or more. The default value is 0.001.</value>
    [Interval(0)]
    public float LearningRate { get; set; } = 0.001f;

    /// <summary>Gets or sets the decay rate of the average gradient, beta1.</summary>
    /// <value>In [0, 1). The default value is 0.9.</value>
    [Interval(0, 1, MaximumIsExclusive = true)]
    public float Beta1 { get; set; } = 0.9f;

    /// <summary>Gets or sets the decay rate of the average squared gradient, beta2.</summary>
    /// <value>In [0, 1). The default value is 0.999.</value>
    [Interval(0, 1, MaximumIsExclusive = true)]
    public float Beta2 { get; set; } = 0.999f;

    /// <summary>Gets or sets what is added to the root of the average squared gradient.</summary>
    /// <value>Finite, above 0. The default value is 1e-6.</value>
    [Interval(0, MinimumIsExclusive = true)]
    public float Epsilon { get; set; } = 1e-6f;

    /// <summary>Gets or sets the weight decay: this share of the parameters is added to the direction before its norm is taken; the moments do not see it.</summary>
    /// <value>Finite, 0 or more; times the learning rate below 1. The default value is 0.01.</value>
    [Interval(0)]
    public float WeightDecay { get; set; } = 0.01f;
}

/// <summary>Checks the ranges of <see cref="LambOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class LambOptionsValidator : IValidateOptions<LambOptions>;

/// <summary>Checks the relation between settings of <see cref="LambOptions"/>.</summary>
internal sealed class LambRelationsValidator : IValidateOptions<LambOptions>
{
    public ValidateOptionsResult Validate(string? name, LambOptions options) => DecoupledDecayRelation.Check(options.LearningRate, options.WeightDecay);
}
