using Microsoft.Extensions.Options;

namespace RuVector.Training.Optimizers;

/// <summary>Settings of <see cref="AdamWOptimizer"/>.</summary>
public sealed class AdamWOptions
{
    /// <summary>Gets or sets the learning rate.</summary>
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
    /// <value>Finite, above 0. The default value is 1e-8.</value>
    [Interval(0, MinimumIsExclusive = true)]
    public float Epsilon { get; set; } = 1e-8f;

    /// <summary>Gets or sets the decoupled weight decay: a step first takes this share, times the learning rate, from the parameters.</summary>
    /// <value>Finite, 0 or more; times the learning rate below 1. The default value is 0.01.</value>
    [Interval(0)]
    public float WeightDecay { get; set; } = 0.01f;

    /// <summary>Gets or sets a value indicating whether to divide by the largest average squared gradient so far (AMSGrad).</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool AmsGrad { get; set; }
}

/// <summary>Checks the ranges of <see cref="AdamWOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class AdamWOptionsValidator : IValidateOptions<AdamWOptions>;

/// <summary>Checks the relation between settings of <see cref="AdamWOptions"/>.</summary>
internal sealed class AdamWRelationsValidator : IValidateOptions<AdamWOptions>
{
    public ValidateOptionsResult Validate(string? name, AdamWOptions options) => DecayRelation.Check(options.LearningRate, options.WeightDecay);
}
