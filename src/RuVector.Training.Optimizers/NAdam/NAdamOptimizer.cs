namespace RuVector.Training.Optimizers;

/// <summary>Adam with Nesterov's look-ahead: the step takes the momentum that the next one will have. Weight decay is coupled: it is added to the gradient.</summary>
/// <remarks>
/// <para><c>g += wd p; mu_t = beta1 (1 - 0.5 * 0.96^(t decay)); m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2;
/// p -= lr ((1 - mu_t) g / (1 - M_t) + mu_(t+1) m / (1 - M_(t+1))) / (sqrt(v / (1 - beta2^t)) + eps)</c>, M_t = the product of mu_1 to mu_t.</para>
/// <para>State: <c>exp_avg</c> (m), <c>exp_avg_sq</c> (v) and the number <c>mu_product</c> (M_t).</para>
/// <para>Source: Dozat, "Incorporating Nesterov Momentum into Adam", 2016, algorithm 2, with the momentum schedule of torch.</para>
/// </remarks>
public sealed class NAdamOptimizer : ElementwiseOptimizer
{
    private readonly float _beta1;
    private readonly float _beta2;
    private readonly float _epsilon;
    private readonly NAdamMomentum _momentum;

    /// <summary>Creates the optimizer with default settings.</summary>
    public NAdamOptimizer()
        : this(new NAdamOptions())
    {
    }

    /// <summary>Creates the optimizer.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public NAdamOptimizer(NAdamOptions options)
        : base(
            "NAdam",
            SettingsGuard.Check(options, new NAdamOptionsValidator()).LearningRate,
            WeightDecay.OfGradients(options.WeightDecay),
            new("exp_avg"),
            new("exp_avg_sq", IsNonNegative: true))
    {
        (_beta1, _beta2, _epsilon) = (options.Beta1, options.Beta2, options.Epsilon);
        _momentum = new NAdamMomentum(options.Beta1, options.MomentumDecay);
    }

    private protected override StepOutcome Apply(in UpdatePass pass, long step, float learningRate)
    {
        double momentum = _momentum.Of(step), next = _momentum.Of(step + 1), product = _momentum.ProductOf(step - 1) * momentum;
        double rootOfSecond = Math.Sqrt(1 - Math.Pow(_beta2, step)), rate = learningRate * rootOfSecond;
        return pass.Apply(new NAdamRule(
            _beta1, _beta2, byGradient: rate * (1 - momentum) / (1 - product), byAverage: rate * next / (1 - (product * next)), _epsilon * rootOfSecond));
    }

    private protected override void Write(StateWriter writer)
    {
        base.Write(writer);
        writer.Add("mu_product", _momentum.ProductOf(StepCount));
    }

    private protected override Action Read(StateReader reader)
    {
        Action moments = base.Read(reader);
        double product = reader.Scalar("mu_product", 0, 1);
        return () =>
        {
            moments();
            _momentum.Restore(reader.StepCount, product);
        };
    }
}
