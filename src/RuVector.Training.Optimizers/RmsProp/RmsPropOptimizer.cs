namespace RuVector.Training.Optimizers;

/// <summary>A step by the gradient over the root of its average square, or of its variance if wanted. Weight decay is coupled: it is added to the gradient.</summary>
/// <remarks>
/// <para><c>g += wd p; v = alpha v + (1 - alpha) g^2; d = g / (sqrt(v) + eps); p -= lr d</c>, or with momentum <c>b = momentum b + d; p -= lr b</c>. Centred, <c>a = alpha a + (1 - alpha) g</c> and
/// <c>max(v - a^2, 0)</c> takes the place of v below the root.</para>
/// <para>Centred, a gradient that stays the same has no variance, and the step grows up to <c>lr g / eps</c>.</para>
/// <para>State: <c>square_avg</c> (v), with momentum <c>momentum_buffer</c> (b), centred <c>grad_avg</c> (a).</para>
/// <para>Source: Tieleman, Hinton, "Lecture 6.5 - RMSProp", Coursera: Neural Networks for Machine Learning, 2012; centred: Graves, "Generating Sequences With Recurrent Neural Networks", 2013, eq. 38 to 41,
/// in the form of torch: epsilon outside of the root, the learning rate not a part of the momentum.</para>
/// </remarks>
public sealed class RmsPropOptimizer : ElementwiseOptimizer
{
    private readonly float _alpha;
    private readonly float _epsilon;
    private readonly float _momentum;
    private readonly bool _centered;

    /// <summary>Creates the optimizer with default settings.</summary>
    public RmsPropOptimizer()
        : this(new RmsPropOptions())
    {
    }

    /// <summary>Creates the optimizer.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public RmsPropOptimizer(RmsPropOptions options)
        : base(
            "RmsProp",
            SettingsGuard.Check(options, new RmsPropOptionsValidator()).LearningRate,
            WeightDecay.OfGradients(options.WeightDecay),
            Moments(options)) =>
        (_alpha, _epsilon, _momentum, _centered) = (options.Alpha, options.Epsilon, options.Momentum, options.Centered);

    private protected override StepOutcome Apply(in UpdatePass pass, long step, float learningRate)
    {
        RmsPropRule rule = new(_alpha, _epsilon, learningRate, _momentum);
        return (_centered, _momentum > 0) switch
        {
            (false, false) => pass.Apply(rule),
            (false, true) => pass.Apply(new RmsPropMomentumRule(rule)),
            (true, false) => pass.Apply(new CenteredRmsPropRule(rule)),
            (true, true) => pass.Apply(new CenteredRmsPropMomentumRule(rule)),
        };
    }

    private static Moment[] Moments(RmsPropOptions options) =>
    [
        new("square_avg", IsNonNegative: true),
        .. options.Centered ? [new Moment("grad_avg")] : Array.Empty<Moment>(),
        .. options.Momentum > 0 ? [new Moment("momentum_buffer")] : Array.Empty<Moment>(),
    ];
}
