using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>Muon: a matrix moves along its average gradient made orthogonal, so that every direction counts the same. Tensors that are not matrices are stepped by AdamW.</summary>
/// <remarks>
/// <para>A matrix <c>[R, C]</c>: <c>B = momentum B + (1 - momentum) g; D = momentum B + (1 - momentum) g</c> (without Nesterov D = B); O = D with all its singular values near 1, by five Newton-Schulz steps in float32 from
/// <c>D / max(|D|, eps)</c>; <c>p -= lr wd p; p -= lr f O</c>, f = <c>sqrt(max(1, R / C))</c> or <c>0.2 sqrt(max(R, C))</c>. A gradient of zeros gives O = 0.</para>
/// <para>Everything else, and a vector without shapes: AdamW with the learning rate times a factor.</para>
/// <para>State: for each matrix <c>segment.momentum_buffer</c> (B); for any other tensor <c>segment.exp_avg</c> and <c>segment.exp_avg_sq</c>.</para>
/// <para>Source: Jordan et al., "Muon: An optimizer for hidden layers in neural networks", 2024; Liu et al., "Muon is Scalable for LLM Training", 2025, for the second f; decay and momentum as in torch.</para>
/// </remarks>
public sealed class MuonOptimizer : TensorOptimizer
{
    private const int Momentum = 0;
    private const int First = 1;
    private const int Second = 2;

    /// <summary>Takes the norm of any direction of finite numbers, and one over it, into float32; as a power of two it changes no digit.</summary>
    private const float DirectionScale = 1f / (1 << 24);

    private readonly MuonRateAdjustment _adjustment;
    private readonly MuonRule _rule;
    private readonly float _epsilon;
    private readonly AdamSettings _adam;
    private readonly float _adamFactor;

    /// <summary>Creates the optimizer with default settings.</summary>
    public MuonOptimizer()
        : this(new MuonOptions())
    {
    }

    /// <summary>Creates the optimizer.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public MuonOptimizer(MuonOptions options)
        : base(
            "Muon",
            SettingsGuard.Check(options, new MuonOptionsValidator(), new MuonRelationsValidator()).LearningRate,
            WeightDecay.OfParameters(options.WeightDecay),
            new SegmentTensor("momentum_buffer", Length: static shape => shape.IsMatrix() ? shape.Length : 0),
            new SegmentTensor("exp_avg", Length: static shape => shape.IsMatrix() ? 0 : shape.Length),
            new SegmentTensor("exp_avg_sq", IsNonNegative: true, Length: static shape => shape.IsMatrix() ? 0 : shape.Length))
    {
        (_adjustment, _rule, _epsilon) = (options.RateAdjustment, new MuonRule(options.Momentum, options.Nesterov, DirectionScale), options.Epsilon);
        (_adam, _adamFactor) = (new AdamSettings(options.AdamBeta1, options.AdamBeta2, options.AdamEpsilon, AmsGrad: false), options.AdamLearningRateFactor);
    }

    private protected override void StepSegment(in SegmentStep step)
    {
        if (step.Shape.IsMatrix())
        {
            StepMatrix(step);
        }
        else
        {
            UpdateSlice slice = new()
            {
                Parameters = step.Parameters,
                Gradients = step.Gradients,
                First = State(First, step.Segment),
                Second = State(Second, step.Segment),
                Decay = (float)(AdamRateOf(step) * step.WeightDecay),
            };
            UpdateLoop.Run(_adam.RuleAt(step.Number, AdamRateOf(step)), slice);
        }
    }

    private protected override double LargestResult(in SegmentStep step) =>
        step.Shape.IsMatrix() ? RateOf(step) * NewtonSchulz.LargestValue : _adam.RuleAt(step.Number, AdamRateOf(step)).LargestMove(SafeMagnitude);

    private void StepMatrix(in SegmentStep step)
    {
        using RentedArray<float> rented = new(step.Parameters.Length);
        Span<float> direction = rented.Span;
        UpdateSlice slice = new() { Parameters = step.Parameters, Gradients = step.Gradients, First = State(Momentum, step.Segment), Second = direction, Decay = 0 };
        UpdateLoop.Run(_rule, slice);
        double norm = Math.Sqrt(GradientNorm.SumOfSquares(direction));
        RowKernels.Multiply(direction, MoveRate.Fit(1 / Math.Max(norm, (double)DirectionScale * _epsilon), direction), direction);
        NewtonSchulz.Orthogonalize(new MatrixSpan(direction, step.Shape.Dimensions[0], step.Shape.Dimensions[1]));
        float decay = (float)((double)step.LearningRate * step.WeightDecay);
        UpdateLoop.Run(new SgdRule((float)RateOf(step)), new UpdateSlice { Parameters = step.Parameters, Gradients = direction, Decay = decay });
    }

    /// <summary>The learning rate of a matrix.</summary>
    private double RateOf(in SegmentStep step)
    {
        (int rows, int columns) = (step.Shape.Dimensions[0], step.Shape.Dimensions[1]);
        return step.LearningRate * (_adjustment == MuonRateAdjustment.MatchRmsAdamW ? 0.2 * Math.Sqrt(Math.Max(rows, columns)) : Math.Sqrt(Math.Max(1, (double)rows / columns)));
    }

    private double AdamRateOf(in SegmentStep step) => (double)step.LearningRate * _adamFactor;
}
