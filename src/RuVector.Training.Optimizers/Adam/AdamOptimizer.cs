namespace RuVector.Training.Optimizers;

/// <summary>Adam: a step by the average gradient over the root of the average squared gradient. Weight decay is coupled: it is added to the gradient.</summary>
/// <remarks>
/// <para><c>g += wd p; m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; p -= lr (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + eps)</c>. With AMSGrad the largest v so far takes the place of v in the last
/// formula.</para>
/// <para>State: <c>exp_avg</c> (m), <c>exp_avg_sq</c> (v) and, with AMSGrad, <c>max_exp_avg_sq</c>. For decoupled weight decay use <see cref="AdamWOptimizer"/>.</para>
/// <para>Source: Kingma, Ba, "Adam: A Method for Stochastic Optimization", 2015, algorithm 1; AMSGrad: Reddi, Kale, Kumar, "On the Convergence of Adam and Beyond", 2018, without correction of the maximum, as in torch.</para>
/// </remarks>
public sealed class AdamOptimizer : ElementwiseOptimizer
{
    private readonly AdamSettings _settings;

    /// <summary>Creates the optimizer with default settings.</summary>
    public AdamOptimizer()
        : this(new AdamOptions())
    {
    }

    /// <summary>Creates the optimizer.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public AdamOptimizer(AdamOptions options)
        : this(
            SettingsGuard.Check(options, new AdamOptionsValidator()),
            new AdamSettings(options.Beta1, options.Beta2, options.Epsilon, options.AmsGrad))
    {
    }

    private AdamOptimizer(AdamOptions options, AdamSettings settings)
        : base("Adam", options.LearningRate, WeightDecay.OfGradients(options.WeightDecay), settings.Moments) => _settings = settings;

    private protected override StepOutcome Apply(in UpdatePass pass, long step, float learningRate) => _settings.Apply(pass, step, learningRate);
}
