namespace RuVector.Training.Optimizers;

/// <summary>Adam whose step grows as its average squared gradient becomes reliable: a warm-up that needs no setting. Weight decay is coupled: it is added to the gradient.</summary>
/// <remarks>
/// <para><c>g += wd p; m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2</c>. With <c>rho = 2 / (1 - beta2) - 1</c> and <c>rho_t = rho - 2 t beta2^t / (1 - beta2^t)</c>, a step with rho_t above 5 is
/// <c>p -= lr r (m / (1 - beta1^t)) sqrt(1 - beta2^t) / (sqrt(v) + eps)</c>, <c>r = sqrt((rho_t - 4) (rho_t - 2) rho / ((rho - 4) (rho - 2) rho_t))</c>; the others, the first five with default settings, are
/// <c>p -= lr m / (1 - beta1^t)</c>: they depend on the scale of the gradients.</para>
/// <para>State: <c>exp_avg</c> (m) and <c>exp_avg_sq</c> (v).</para>
/// <para>Source: Liu et al., "On the Variance of the Adaptive Learning Rate and Beyond", 2020, algorithm 2, with the bound 5 and the epsilon of torch.</para>
/// </remarks>
public sealed class RAdamOptimizer : ElementwiseOptimizer
{
    private readonly float _beta1;
    private readonly float _beta2;
    private readonly float _epsilon;

    /// <summary>Creates the optimizer with default settings.</summary>
    public RAdamOptimizer()
        : this(new RAdamOptions())
    {
    }

    /// <summary>Creates the optimizer.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public RAdamOptimizer(RAdamOptions options)
        : base(
            "RAdam",
            SettingsGuard.Check(options, new RAdamOptionsValidator()).LearningRate,
            WeightDecay.OfGradients(options.WeightDecay),
            new("exp_avg"),
            new("exp_avg_sq", IsNonNegative: true)) =>
        (_beta1, _beta2, _epsilon) = (options.Beta1, options.Beta2, options.Epsilon);

    private protected override StepOutcome Apply(in UpdatePass pass, long step, float learningRate)
    {
        double stepSize = learningRate / (1 - Math.Pow(_beta1, step));
        double forgotten = Math.Pow(_beta2, step), longest = (2 / (1.0 - _beta2)) - 1, length = longest - (2 * step * forgotten / (1 - forgotten));
        if (length <= 5)
        {
            return pass.Apply(new UnrectifiedRule(_beta1, _beta2, stepSize));
        }

        double rectification = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
        return pass.Apply(new AdamRule(_beta1, _beta2, stepSize * rectification * Math.Sqrt(1 - forgotten), _epsilon));
    }
}
