using Microsoft.Extensions.Options;

namespace RuVector.Training.Optimizers;

/// <summary>Settings of <see cref="SgdOptimizer"/>.</summary>
public sealed class SgdOptions
{
    /// <summary>Gets or sets the learning rate.</summary>
    /// <value>Finite, 0 or more. The default value is 0.01.</value>
    [Interval(0)]
    public float LearningRate { get; set; } = 0.01f;

    /// <summary>Gets or sets how much of the momentum the next step keeps.</summary>
    /// <value>In [0, 1). The default value is 0: no momentum.</value>
    [Interval(0, 1, MaximumIsExclusive = true)]
    public float Momentum { get; set; }

    /// <summary>Gets or sets the share of the gradient that does not enter the momentum, from the second step on.</summary>
    /// <value>In [0, 1]. The default value is 0.</value>
    [Interval(0, 1)]
    public float Dampening { get; set; }

    /// <summary>Gets or sets a value indicating whether to look ahead along the momentum (Nesterov).</summary>
    /// <value>Needs a momentum above 0 and a dampening of 0. The default value is <see langword="false"/>.</value>
    public bool Nesterov { get; set; }

    /// <summary>Gets or sets the coupled weight decay: this share of the parameters is added to the gradients.</summary>
    /// <value>Finite, 0 or more. The default value is 0.</value>
    [Interval(0)]
    public float WeightDecay { get; set; }
}

/// <summary>Checks the ranges of <see cref="SgdOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class SgdOptionsValidator : IValidateOptions<SgdOptions>;

/// <summary>Checks the relation between settings of <see cref="SgdOptions"/>.</summary>
internal sealed class SgdRelationsValidator : IValidateOptions<SgdOptions>
{
    public ValidateOptionsResult Validate(string? name, SgdOptions options) => options.Nesterov && !(options.Momentum > 0 && options.Dampening == 0)
        ? ValidateOptionsResult.Fail(FormattableString.Invariant(
            $"Nesterov: Expected a Momentum above 0 and a Dampening of 0, but got a Momentum of {options.Momentum} and a Dampening of {options.Dampening}."))
        : ValidateOptionsResult.Success;
}
