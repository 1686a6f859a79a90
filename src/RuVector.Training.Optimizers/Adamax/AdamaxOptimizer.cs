namespace RuVector.Training.Optimizers;

/// <summary>Adam over the largest gradient, which fades, in place of the root of the average square. Weight decay is coupled: it is added to the gradient.</summary>
/// <remarks>
/// <para><c>g += wd p; m = beta1 m + (1 - beta1) g; u = max(beta2 u, |g| + eps); p -= lr (m / (1 - beta1^t)) / u</c>. Nothing is squared: gradients of every finite size can be stepped by.</para>
/// <para>State: <c>exp_avg</c> (m) and <c>exp_inf</c> (u).</para>
/// <para>Source: Kingma, Ba, "Adam: A Method for Stochastic Optimization", 2015, algorithm 2, with the epsilon of torch.</para>
/// </remarks>
public sealed class AdamaxOptimizer : ElementwiseOptimizer
{
    private readonly float _beta1;
    private readonly float _beta2;
    private readonly float _epsilon;

    /// <summary>Creates the optimizer with default settings.</summary>
    public AdamaxOptimizer()
        : this(new AdamaxOptions())
    {
    }

    /// <summary>Creates the optimizer.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public AdamaxOptimizer(AdamaxOptions options)
        : base(
            "Adamax",
            SettingsGuard.Check(options, new AdamaxOptionsValidator()).LearningRate,
            WeightDecay.OfGradients(options.WeightDecay),
            new("exp_avg"),
            new("exp_inf", IsNonNegative: true)) =>
        (_beta1, _beta2, _epsilon) = (options.Beta1, options.Beta2, options.Epsilon);

    private protected override StepOutcome Apply(in UpdatePass pass, long step, float learningRate) =>
        pass.Apply(new AdamaxRule(_beta1, _beta2, learningRate / (1 - Math.Pow(_beta1, step)), _epsilon));
}
