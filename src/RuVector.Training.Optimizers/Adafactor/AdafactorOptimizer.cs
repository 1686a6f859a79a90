using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>Adafactor: the average squared gradient of a matrix is kept as one number for each row and one for each column, and no update is longer than a threshold.</summary>
/// <remarks>
/// <para><c>q = g^2 + eps; beta2 = 1 - t^decayRate</c>. Of a matrix: averages R of the row means of q and C of the column means, <c>V = R C / mean(R)</c>; of any other tensor an average V of q itself.
/// <c>U = g / sqrt(V); U /= max(1, rms(U) / clip); p -= wd rate p; p -= rate scale U</c>.</para>
/// <para>With a relative step, <c>rate = min(lr, 1 / sqrt(t))</c>, with its warm-up also at most <c>1e-6 t</c>; else <c>rate = lr</c>. With parameters scaled, <c>scale = max(parameterEps, rms(p))</c>, else 1. With beta1, p
/// moves by an average of <c>rate scale U</c> instead; while the learning rate is 0, p stays and the average decays.</para>
/// <para>State: <c>exp_avg</c> with beta1; for each matrix <c>segment.exp_avg_sq_row</c> and <c>segment.exp_avg_sq_col</c>, for any other tensor <c>segment.exp_avg_sq</c>.</para>
/// <para>Source: Shazeer, Stern, "Adafactor: Adaptive Learning Rates with Sublinear Memory Cost", 2018, algorithms 4 to 6.</para>
/// </remarks>
public sealed class AdafactorOptimizer : TensorOptimizer
{
    private const int Row = 0;
    private const int Column = 1;
    private const int Full = 2;
    private const int Average = 3;

    private readonly AdafactorOptions _settings;

    /// <summary>Creates the optimizer with default settings.</summary>
    public AdafactorOptimizer()
        : this(new AdafactorOptions())
    {
    }

    /// <summary>Creates the optimizer.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public AdafactorOptimizer(AdafactorOptions options)
        : base(
            "Adafactor",
            SettingsGuard.Check(options, new AdafactorOptionsValidator(), new AdafactorRelationsValidator()).LearningRate,
            WeightDecay.OfParameters(options.WeightDecay),
            TensorsOf(options)) =>
        _settings = new AdafactorOptions
        {
            RelativeStep = options.RelativeStep,
            WarmupInit = options.WarmupInit,
            ScaleParameter = options.ScaleParameter,
            DecayRate = options.DecayRate,
            Beta1 = options.Beta1,
            ClipThreshold = options.ClipThreshold,
            Epsilon = options.Epsilon,
            ParameterEpsilon = options.ParameterEpsilon,
        };

    private protected override void StepSegment(in SegmentStep step)
    {
        if (step.Parameters.IsEmpty)
        {
            return;
        }

        double take = Math.Pow(step.Number, _settings.DecayRate);
        if (step.Shape.IsMatrix())
        {
            Span<float> rows = State(Row, step.Segment), columns = State(Column, step.Segment);
            FactoredSecondMoment.Update(step.Gradients, take, _settings.Epsilon, rows, columns);
            using RentedArray<float> columnFactors = new(columns.Length);
            Move(step, new FactoredSecondMoment(rows, columns, columnFactors.Span));
        }
        else
        {
            Span<float> averages = State(Full, step.Segment);
            UpdateLoop.Run(new SquareAverageRule(take, _settings.Epsilon), new UpdateSlice { Parameters = step.Parameters, Gradients = step.Gradients, First = averages, Decay = 0 });
            Move(step, new FullSecondMoment(averages));
        }
    }

    /// <remarks>The root mean square of an update is at most the threshold, so none of its n numbers exceeds <c>sqrt(n)</c> times that.</remarks>
    private protected override double LargestResult(in SegmentStep step) =>
        RateOf(step) * Math.Max(_settings.ParameterEpsilon, SafeMagnitude) * _settings.ClipThreshold * Math.Sqrt(step.Parameters.Length);

    private static SegmentTensor[] TensorsOf(AdafactorOptions options)
    {
        SegmentTensor[] squares =
        [
            new("exp_avg_sq_row", IsNonNegative: true, static shape => shape.IsMatrix() ? shape.Dimensions[0] : 0),
            new("exp_avg_sq_col", IsNonNegative: true, static shape => shape.IsMatrix() ? shape.Dimensions[1] : 0),
            new("exp_avg_sq", IsNonNegative: true, static shape => shape.IsMatrix() ? 0 : shape.Length),
        ];
        return options.Beta1 > 0 ? [.. squares, new SegmentTensor("exp_avg")] : squares;
    }

    private static double RootMeanSquare(ReadOnlySpan<float> values) => Math.Sqrt(GradientNorm.SumOfSquares(values) / values.Length);

    /// <summary>The learning rate of a step, before it is scaled by the parameters.</summary>
    private double RateOf(in SegmentStep step)
    {
        if (!_settings.RelativeStep)
        {
            return step.LearningRate;
        }

        double rate = Math.Min(step.LearningRate, 1 / Math.Sqrt(step.Number));
        return _settings.WarmupInit ? Math.Min(rate, 1e-6 * step.Number) : rate;
    }

    /// <summary>Moves the parameters: once through the directions for their root mean square, once more for the moves.</summary>
    private void Move<TMoment>(in SegmentStep step, TMoment moment)
        where TMoment : ISecondMoment, allows ref struct
    {
        using RentedArray<float> scratch = new(moment.BlockLength);
        double squares = 0;
        for (int block = 0, start = 0; start < step.Gradients.Length; block++, start += moment.BlockLength)
        {
            Span<float> direction = scratch.Span[..Math.Min(moment.BlockLength, step.Gradients.Length - start)];
            double factor = moment.Direct(block, step.Gradients.Slice(start, direction.Length), direction);
            squares += factor * factor * GradientNorm.SumOfSquares(direction);
        }

        double rate = RateOf(step), scale = _settings.ScaleParameter ? Math.Max(_settings.ParameterEpsilon, RootMeanSquare(step.Parameters)) : 1;
        double move = rate * scale / Math.Max(1, Math.Sqrt(squares / step.Gradients.Length) / _settings.ClipThreshold);
        for (int block = 0, start = 0; start < step.Gradients.Length; block++, start += moment.BlockLength)
        {
            Span<float> direction = scratch.Span[..Math.Min(moment.BlockLength, step.Gradients.Length - start)];
            double factor = moment.Direct(block, step.Gradients.Slice(start, direction.Length), direction);
            Move(step, start, direction, factor * move, (float)(rate * step.WeightDecay));
        }
    }

    private void Move(in SegmentStep step, int start, Span<float> direction, double move, float decay)
    {
        float rate = MoveRate.Fit(move, direction);
        Span<float> parameters = step.Parameters.Slice(start, direction.Length);
        if (_settings.Beta1 > 0)
        {
            Span<float> averages = State(Average, step.Segment).Slice(start, direction.Length);
            UpdateLoop.Run(new AverageMoveRule(_settings.Beta1, rate, step.LearningRate > 0), new UpdateSlice { Parameters = parameters, Gradients = direction, First = averages, Decay = decay });
        }
        else
        {
            UpdateLoop.Run(new SgdRule(rate), new UpdateSlice { Parameters = parameters, Gradients = direction, Decay = decay });
        }
    }
}
