using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>LAMB: the direction of AdamW, scaled for each tensor so that the tensor moves by the learning rate times its own norm.</summary>
/// <remarks>
/// <para><c>m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; u = (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + eps) + wd p; p -= lr (|p| / |u|) u</c>, norms of the tensor; the ratio is 1 where a norm
/// is 0. Gradients are not clipped inside, and the ratio is taken without weight decay too.</para>
/// <para>State: <c>exp_avg</c> (m), <c>exp_avg_sq</c> (v).</para>
/// <para>Source: You et al., "Large Batch Optimization for Deep Learning: Training BERT in 76 minutes", 2020, algorithm 2 with the identity as phi.</para>
/// </remarks>
public sealed class LambOptimizer : TensorOptimizer
{
    private const int First = 0;
    private const int Second = 1;

    private readonly float _beta1;
    private readonly float _beta2;
    private readonly float _epsilon;

    /// <summary>Creates the optimizer with default settings.</summary>
    public LambOptimizer()
        : this(new LambOptions())
    {
    }

    /// <summary>Creates the optimizer.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public LambOptimizer(LambOptions options)
        : base(
            "Lamb",
            SettingsGuard.Check(options, new LambOptionsValidator(), new LambRelationsValidator()).LearningRate,
            WeightDecay.OfParameters(options.WeightDecay),
            new SegmentTensor("exp_avg"),
            new SegmentTensor("exp_avg_sq", IsNonNegative: true)) =>
        (_beta1, _beta2, _epsilon) = (options.Beta1, options.Beta2, options.Epsilon);

    private protected override void StepSegment(in SegmentStep step)
    {
        (LambRule rule, double correction) = RuleOf(step);
        using RentedArray<float> direction = new(step.Parameters.Length);
        (double parameterNorm, double directionNorm) = Direct(rule, step, direction.Span);
        double rate = step.LearningRate * (parameterNorm > 0 && directionNorm > 0 ? parameterNorm / directionNorm : correction);
        UpdateLoop.Run(new SgdRule(MoveRate.Fit(rate, direction.Span)), new UpdateSlice { Parameters = step.Parameters, Gradients = direction.Span, Decay = 0 });
    }

    private protected override double LargestResult(in SegmentStep step)
    {
        (LambRule rule, double correction) = RuleOf(step);
        double direction = rule.LargestDirection(SafeMagnitude);
        return Math.Max(Math.Max(direction, step.LearningRate * correction * direction), step.LearningRate * Math.Sqrt(step.Parameters.Length) * SafeMagnitude);
    }

    /// <summary>The rule, and the factor that its direction lacks.</summary>
    private (LambRule Rule, double Correction) RuleOf(in SegmentStep step)
    {
        double rootOfSecond = Math.Sqrt(1 - Math.Pow(_beta2, step.Number));
        double correction = rootOfSecond / (1 - Math.Pow(_beta1, step.Number));
        return (new LambRule(_beta1, _beta2, _epsilon * rootOfSecond, step.WeightDecay / correction), correction);
    }

    /// <summary>Updates the moments and writes the direction; a block at a time, so that the norms read what is still in the cache.</summary>
    /// <returns>The norms of the parameters and of the direction.</returns>
    private (double Parameters, double Direction) Direct(in LambRule rule, in SegmentStep step, Span<float> direction)
    {
        const int BlockLength = 2048;
        double ofParameters = 0, ofDirection = 0;
        for (int start = 0; start < direction.Length; start += BlockLength)
        {
            int length = Math.Min(BlockLength, direction.Length - start);
            UpdateSlice slice = new()
            {
                Parameters = step.Parameters.Slice(start, length),
                Gradients = step.Gradients.Slice(start, length),
                First = State(First, step.Segment).Slice(start, length),
                Second = State(Second, step.Segment).Slice(start, length),
                Third = direction.Slice(start, length),
                Decay = 0,
            };
            UpdateLoop.Run(rule, slice);
            ofParameters += GradientNorm.SumOfSquares(slice.Parameters);
            ofDirection += GradientNorm.SumOfSquares(slice.Third);
        }

        return (Math.Sqrt(ofParameters), Math.Sqrt(ofDirection));
    }
}
