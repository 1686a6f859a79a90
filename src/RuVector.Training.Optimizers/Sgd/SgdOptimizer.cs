namespace RuVector.Training.Optimizers;

/// <summary>Stochastic gradient descent, with momentum and Nesterov's look-ahead if wanted. Weight decay is coupled: it is added to the gradient.</summary>
/// <remarks>
/// <para><c>g += wd p; b = g</c> in the first step, later <c>b = momentum b + (1 - dampening) g; p -= lr (g + momentum b)</c> with Nesterov, else <c>p -= lr b</c>.</para>
/// <para>State: <c>momentum_buffer</c> (b); nothing without momentum.</para>
/// <para>Source: Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013, in the form of torch: the learning rate multiplies the momentum and is not a part of it.</para>
/// </remarks>
public sealed class SgdOptimizer : ElementwiseOptimizer
{
    private readonly float _momentum;
    private readonly float _dampening;
    private readonly bool _nesterov;

    /// <summary>Creates the optimizer with default settings.</summary>
    public SgdOptimizer()
        : this(new SgdOptions())
    {
    }

    /// <summary>Creates the optimizer.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public SgdOptimizer(SgdOptions options)
        : base(
            "Sgd",
            SettingsGuard.Check(options, new SgdOptionsValidator(), new SgdRelationsValidator()).LearningRate,
            WeightDecay.OfGradients(options.WeightDecay),
            options.Momentum > 0 ? [new Moment("momentum_buffer")] : []) =>
        (_momentum, _dampening, _nesterov) = (options.Momentum, options.Dampening, options.Nesterov);

    private protected override StepOutcome Apply(in UpdatePass pass, long step, float learningRate) => _momentum > 0
        ? pass.Apply(new SgdMomentumRule(step, learningRate, _momentum, _dampening, _nesterov))
        : pass.Apply(new SgdRule(learningRate));
}
