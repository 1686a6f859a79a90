using Microsoft.Extensions.Options;

namespace RuVector.Training.Optimizers;

/// <summary>Settings of <see cref="AdafactorOptimizer"/>.</summary>
public sealed class AdafactorOptions
{
    /// <summary>Gets or sets the learning rate; with <see cref="RelativeStep"/> the largest one.</summary>
    /// <value>Finite, 0 or more. The default value is 0.01.</value>
    [Interval(0)]
    public float LearningRate { get; set; } = 0.01f;

    /// <summary>Gets or sets a value indicating whether the learning rate falls by itself: step t takes the smaller of <see cref="LearningRate"/> and <c>1 / sqrt(t)</c>.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool RelativeStep { get; set; } = true;

    /// <summary>Gets or sets a value indicating whether, with <see cref="RelativeStep"/>, the learning rate of step t is also at most <c>1e-6 t</c>.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool WarmupInit { get; set; }

    /// <summary>Gets or sets a value indicating whether a tensor moves in proportion to the root of its mean square.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool ScaleParameter { get; set; } = true;

    /// <summary>Gets or sets the exponent of the decay rate of the average squared gradient: in step t it is <c>1 - t^DecayRate</c>.</summary>
    /// <value>In [-1, 0). The default value is -0.8.</value>
    [Interval(-1, 0, MaximumIsExclusive = true)]
    public float DecayRate { get; set; } = -0.8f;

    /// <summary>Gets or sets the decay rate of the average update, beta1; 0 keeps no average.</summary>
    /// <value>In [0, 1). The default value is 0.</value>
    [Interval(0, 1, MaximumIsExclusive = true)]
    public float Beta1 { get; set; }

    /// <summary>Gets or sets the root mean square that an update has at most, before the learning rate.</summary>
    /// <value>Finite, above 0. The default value is 1.</value>
    [Interval(0, MinimumIsExclusive = true)]
    public float ClipThreshold { get; set; } = 1f;

    /// <summary>Gets or sets what is added to every squared gradient.</summary>
    /// <value>In [1e-36, 1]. The default value is 1e-30.</value>
    [Interval(1e-36, 1)]
    public float Epsilon { get; set; } = 1e-30f;

    /// <summary>Gets or sets the least root mean square that a tensor counts with, for <see cref="ScaleParameter"/>.</summary>
    /// <value>Finite, above 0. The default value is 0.001.</value>
    [Interval(0, MinimumIsExclusive = true)]
    public float ParameterEpsilon { get; set; } = 1e-3f;

    /// <summary>Gets or sets the decoupled weight decay: a step first takes this share, times the learning rate (not scaled by the parameters), from the parameters.</summary>
    /// <value>Finite, 0 or more; times the learning rate below 1. The default value is 0.</value>
    [Interval(0)]
    public float WeightDecay { get; set; }
}

/// <summary>Checks the ranges of <see cref="AdafactorOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class AdafactorOptionsValidator : IValidateOptions<AdafactorOptions>;

/// <summary>Checks the relation between settings of <see cref="AdafactorOptions"/>.</summary>
internal sealed class AdafactorRelationsValidator : IValidateOptions<AdafactorOptions>
{
    public ValidateOptionsResult Validate(string? name, AdafactorOptions options) => DecoupledDecayRelation.Check(options.LearningRate, options.WeightDecay);
}
