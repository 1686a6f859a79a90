using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Optimizers;

/// <summary>Settings of <see cref="ScheduleFreeAdamWOptimizer"/>.</summary>
public sealed class ScheduleFreeAdamWOptions
{
    /// <summary>Gets or sets the learning rate, after the warm-up.</summary>
    /// <value>Finite, 0 or more. The default value is 0.0025.</value>
    [Interval(0)]
    public float LearningRate { get; set; } = 0.0025f;

    /// <summary>Gets or sets how near to the average the parameters are while training, beta1.</summary>
    /// <value>In (0, 1). The default value is 0.9.</value>
    [Interval(0, 1, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public float Beta1 { get; set; } = 0.9f;

    /// <summary>Gets or sets the decay rate of the average squared gradient, beta2.</summary>
    /// <value>In [0, 1). The default value is 0.999.</value>
    [Interval(0, 1, MaximumIsExclusive = true)]
    public float Beta2 { get; set; } = 0.999f;

    /// <summary>Gets or sets what is added to the root of the average squared gradient.</summary>
    /// <value>Finite, above 0. The default value is 1e-8.</value>
    [Interval(0, MinimumIsExclusive = true)]
    public float Epsilon { get; set; } = 1e-8f;

    /// <summary>Gets or sets the decoupled weight decay: this share of the parameters is added to the direction; the moments do not see it.</summary>
    /// <value>Finite, 0 or more; times the learning rate below 1. The default value is 0.</value>
    [Interval(0)]
    public float WeightDecay { get; set; }

    /// <summary>Gets or sets the number of steps over which the learning rate rises: step t takes <c>t / WarmupSteps</c> of it.</summary>
    /// <value>0 or more. The default value is 0: no warm-up.</value>
    [Range(0, int.MaxValue)]
    public int WarmupSteps { get; set; }

    /// <summary>Gets or sets the power of the step with which its weight in the average grows, r.</summary>
    /// <value>In [0, 10]. The default value is 0.</value>
    [Interval(0, 10)]
    public float WeightPower { get; set; }
}

/// <summary>Checks the ranges of <see cref="ScheduleFreeAdamWOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class ScheduleFreeAdamWOptionsValidator : IValidateOptions<ScheduleFreeAdamWOptions>;

/// <summary>Checks the relation between settings of <see cref="ScheduleFreeAdamWOptions"/>.</summary>
internal sealed class ScheduleFreeAdamWRelationsValidator : IValidateOptions<ScheduleFreeAdamWOptions>
{
    public ValidateOptionsResult Validate(string? name, ScheduleFreeAdamWOptions options) => DecoupledDecayRelation.Check(options.LearningRate, options.WeightDecay);
}
