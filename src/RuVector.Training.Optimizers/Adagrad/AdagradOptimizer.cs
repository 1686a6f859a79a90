using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>A step by the gradient over the root of the sum of all squared gradients so far: parameters that move rarely move far. Weight decay is coupled: it is added to the gradient.</summary>
/// <remarks>
/// <para><c>g += wd p; s += g^2; p -= lr / (1 + (t - 1) decay) * g / (sqrt(s) + eps)</c>.</para>
/// <para>State: <c>sum</c> (s), which begins at <see cref="AdagradOptions.InitialAccumulator"/>. It only grows.</para>
/// <para>Source: Duchi, Hazan, Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization", 2011, figure 1 with diagonal matrices, in the form of torch.</para>
/// </remarks>
public sealed class AdagradOptimizer : ElementwiseOptimizer
{
    /// <summary>A sum of this and of the squares of <see cref="StepsBetweenMeasurements"/> gradients of up to <see cref="UpdatePass.SafeGradient"/> is finite.</summary>
    /// <remarks>Sums of an imported state need no measurement: one above <see cref="UpdatePass.SafeGradient"/> counts as a large gradient, the others are small.</remarks>
    private const float LargestSafeSum = float.MaxValue / 2;

    private const int StepsBetweenMeasurements = 1 << 13;

    private readonly float _learningRateDecay;
    private readonly float _epsilon;
    private readonly bool _startsLarge;
    private bool _hasLargeSums;
    private long _nextMeasurement;

    /// <summary>Creates the optimizer with default settings.</summary>
    public AdagradOptimizer()
        : this(new AdagradOptions())
    {
    }

    /// <summary>Creates the optimizer.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public AdagradOptimizer(AdagradOptions options)
        : base(
            "Adagrad",
            SettingsGuard.Check(options, new AdagradOptionsValidator()).LearningRate,
            WeightDecay.OfGradients(options.WeightDecay),
            new Moment("sum", IsNonNegative: true, Start: options.InitialAccumulator)) =>
        (_learningRateDecay, _epsilon, _startsLarge) = (options.LearningRateDecay, options.Epsilon, options.InitialAccumulator > LargestSafeSum);

    private protected override StepOutcome Apply(in UpdatePass pass, long step, float learningRate)
    {
        bool wasReset = step < _nextMeasurement - StepsBetweenMeasurements;
        if (wasReset || step >= _nextMeasurement)
        {
            _hasLargeSums = Magnitude.Largest(pass.Moments[0]) > LargestSafeSum;
            _nextMeasurement = step + StepsBetweenMeasurements;
        }

        double stepSize = learningRate / (1 + ((step - 1) * (double)_learningRateDecay));
        return pass.Apply(new AdagradRule(stepSize, _epsilon, _startsLarge || _hasLargeSums));
    }
}
