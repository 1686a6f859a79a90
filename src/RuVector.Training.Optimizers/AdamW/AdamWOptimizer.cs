namespace RuVector.Training.Optimizers;

/// <summary>Adam with decoupled weight decay: parameters shrink by <c>1 - lr wd</c> before the step, and the moments see the gradient alone.</summary>
/// <remarks>
/// <para><c>p *= 1 - lr wd; m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; p -= lr (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + eps)</c>. With AMSGrad the largest v so far takes the place of v in the
/// last formula.</para>
/// <para>State: <c>exp_avg</c> (m), <c>exp_avg_sq</c> (v) and, with AMSGrad, <c>max_exp_avg_sq</c>; after steps over rows also the weight decay up to date, in all and of each row.</para>
/// <para>Source: Loshchilov, Hutter, "Decoupled Weight Decay Regularization", 2019, algorithm 2 with the learning rate as the schedule, as in torch.</para>
/// </remarks>
public sealed class AdamWOptimizer : ElementwiseOptimizer
{
    private readonly AdamSettings _settings;

    /// <summary>Creates the optimizer with default settings.</summary>
    public AdamWOptimizer()
        : this(new AdamWOptions())
    {
    }

    /// <summary>Creates the optimizer.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public AdamWOptimizer(AdamWOptions options)
        : this(
            SettingsGuard.Check(options, new AdamWOptionsValidator(), new AdamWRelationsValidator()),
            new AdamSettings(options.Beta1, options.Beta2, options.Epsilon, options.AmsGrad))
    {
    }

    private AdamWOptimizer(AdamWOptions options, AdamSettings settings)
        : base("AdamW", options.LearningRate, WeightDecay.OfParameters(options.WeightDecay), settings.Moments) => _settings = settings;

    private protected override StepOutcome Apply(in UpdatePass pass, long step, float learningRate) => _settings.Apply(pass, step, learningRate);
}
