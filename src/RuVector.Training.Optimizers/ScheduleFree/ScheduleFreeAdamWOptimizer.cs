using System.Numerics.Tensors;

namespace RuVector.Training.Optimizers;

/// <summary>AdamW that needs no schedule and no end of training known beforehand: it averages where it has been, and steps from near that average.</summary>
/// <remarks>
/// <para>y is what trains (the parameters), z takes the steps, x is the average to evaluate and to save (<see cref="CopyEvaluationView"/>); at first all three are the parameters. <c>rate = lr min(1, t / warmup)</c>;
/// <c>weight = t^r (largest rate so far)^2; c = weight / sum of weights; v = beta2 v + (1 - beta2) g^2; u = g / (sqrt(v / (1 - beta2^t)) + eps) + wd y; y = (1 - c) y + c z + rate (beta1 (1 - c) - 1) u; z -= rate u</c>. Then
/// <c>x = (y - (1 - beta1) z) / beta1</c>, which equals <c>(1 - c) x + c z</c> of before and after. A step with learning rate 0 has weight 0, so that y stays.</para>
/// <para>State: <c>z</c>, <c>exp_avg_sq</c> (v) and the numbers <c>weight_sum</c> and <c>lr_max</c>.</para>
/// <para>Source: Defazio et al., "The Road Less Scheduled", 2024, algorithm 1.</para>
/// </remarks>
public sealed class ScheduleFreeAdamWOptimizer : TensorOptimizer, IHasEvaluationView
{
    private const int Base = 0;
    private const int Second = 1;

    private readonly float _beta1;
    private readonly float _beta2;
    private readonly float _epsilon;
    private readonly int _warmupSteps;
    private readonly float _weightPower;
    private double _weightSum;
    private double _largestRate;

    /// <summary>Creates the optimizer with default settings.</summary>
    public ScheduleFreeAdamWOptimizer()
        : this(new ScheduleFreeAdamWOptions())
    {
    }

    /// <summary>Creates the optimizer.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public ScheduleFreeAdamWOptimizer(ScheduleFreeAdamWOptions options)
        : base(
            "ScheduleFreeAdamW",
            SettingsGuard.Check(options, new ScheduleFreeAdamWOptionsValidator(), new ScheduleFreeAdamWRelationsValidator()).LearningRate,
            WeightDecay.OfParameters(options.WeightDecay),
            new SegmentTensor("z"),
            new SegmentTensor("exp_avg_sq", IsNonNegative: true)) =>
        (_beta1, _beta2, _epsilon, _warmupSteps, _weightPower) = (options.Beta1, options.Beta2, options.Epsilon, options.WarmupSteps, options.WeightPower);

    /// <inheritdoc/>
    /// <remarks><c>x = (y - (1 - beta1) z) / beta1</c>.</remarks>
    public void CopyEvaluationView(ReadOnlySpan<float> parameters, Span<float> destination)
    {
        using StepGate.Pass pass = Enter();
        StepGuard.CheckView(parameters, destination, StepCount > 0 ? (int)Layout.Length : parameters.Length);
        if (StepCount == 0)
        {
            parameters.CopyTo(destination);
            return;
        }

        TensorPrimitives.Subtract(parameters, State(Base), destination);
        TensorPrimitives.MultiplyAdd(destination, (float)((1 - (double)_beta1) / _beta1), parameters, destination); // y + (y - z) (1 - beta1) / beta1
    }

    private protected override void Begin(ReadOnlySpan<float> parameters) => parameters.CopyTo(State(Base));

    private protected override void StepSegment(in SegmentStep step)
    {
        UpdateSlice slice = new()
        {
            Parameters = step.Parameters,
            Gradients = step.Gradients,
            First = State(Base, step.Segment),
            Second = State(Second, step.Segment),
            Decay = 0,
        };
        UpdateLoop.Run(RuleOf(step), slice);
    }

    private protected override double LargestResult(in SegmentStep step) => RuleOf(step).LargestMove(SafeMagnitude);

    private protected override void Finish(long number) => (_weightSum, _largestRate, _) = Weigh(number);

    private protected override void WriteNumbers(StateWriter writer)
    {
        writer.Add("weight_sum", _weightSum);
        writer.Add("lr_max", _largestRate);
    }

    private protected override Action ReadNumbers(StateReader reader)
    {
        double weightSum = reader.Scalar("weight_sum", 0, double.MaxValue), largestRate = reader.Scalar("lr_max", 0, float.MaxValue);
        return () => (_weightSum, _largestRate) = (weightSum, largestRate);
    }

    private ScheduleFreeRule RuleOf(in SegmentStep step)
    {
        double rate = RateAt(step.Number, step.LearningRate), rootOfSecond = Math.Sqrt(1 - Math.Pow(_beta2, step.Number));
        double share = step.LearningRate > 0 ? Weigh(step.Number).Share : 0;
        return new ScheduleFreeRule(_beta2, rate * rootOfSecond, _epsilon * rootOfSecond, rate * step.WeightDecay, share, _beta1);
    }

    private double RateAt(long number, float learningRate) => number < _warmupSteps ? (double)learningRate * number / _warmupSteps : learningRate;

    /// <summary>The sum of weights and the largest learning rate after a step, and the share of its weight in the sum.</summary>
    private (double Sum, double LargestRate, double Share) Weigh(long number)
    {
        (double sum, double largestRate) = number == 1 ? (0, 0) : (_weightSum, _largestRate);
        double rate = RateAt(number, LearningRate);
        if (rate == 0)
        {
            return (sum, largestRate, 0);
        }

        largestRate = Math.Max(largestRate, rate);
        double weight = Math.Pow(number, _weightPower) * largestRate * largestRate;
        return (sum + weight, largestRate, weight / (sum + weight));
    }
}
