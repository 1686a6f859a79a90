using Microsoft.Extensions.Options;

namespace RuVector.Training.Optimizers;

/// <summary>Settings of <see cref="EmaOptimizer"/>.</summary>
public sealed class EmaOptions
{
    /// <summary>Gets or sets how much of the average the next step keeps: the average is over about <c>1 / (1 - Decay)</c> steps.</summary>
    /// <value>In [0, 1). The default value is 0.999.</value>
    [Interval(0, 1, MaximumIsExclusive = true)]
    public float Decay { get; set; } = 0.999f;

    /// <summary>Gets which optimizer takes the steps, where the optimizer is made from the configuration; the constructor is given it.</summary>
    /// <value>One of those of the slot <c>Optimizer</c>.</value>
    public ComponentSelection Optimizer { get; } = new();
}

/// <summary>Checks the ranges of <see cref="EmaOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class EmaOptionsValidator : IValidateOptions<EmaOptions>;
