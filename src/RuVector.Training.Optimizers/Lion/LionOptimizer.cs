namespace RuVector.Training.Optimizers;

/// <summary>A step of the same size for every parameter, in the direction of a blend of gradient and average gradient. Weight decay is decoupled.</summary>
/// <remarks>
/// <para><c>p *= 1 - lr wd; p -= lr sign(beta1 m + (1 - beta1) g); m = beta2 m + (1 - beta2) g</c>, <c>sign(0) = 0</c>. Nothing is squared: gradients of every finite size can be stepped by.</para>
/// <para>State: <c>exp_avg</c> (m); after steps over rows with weight decay also the decay up to date, in all and of each row.</para>
/// <para>Source: Chen et al., "Symbolic Discovery of Optimization Algorithms", 2023, algorithm 2.</para>
/// </remarks>
public sealed class LionOptimizer : ElementwiseOptimizer
{
    private readonly float _beta1;
    private readonly float _beta2;

    /// <summary>Creates the optimizer with default settings.</summary>
    public LionOptimizer()
        : this(new LionOptions())
    {
    }

    /// <summary>Creates the optimizer.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public LionOptimizer(LionOptions options)
        : base(
            "Lion",
            SettingsGuard.Check(options, new LionOptionsValidator(), new LionRelationsValidator()).LearningRate,
            WeightDecay.OfParameters(options.WeightDecay),
            new Moment("exp_avg")) =>
        (_beta1, _beta2) = (options.Beta1, options.Beta2);

    private protected override StepOutcome Apply(in UpdatePass pass, long step, float learningRate) => pass.Apply(new LionRule(_beta1, _beta2, learningRate));
}
