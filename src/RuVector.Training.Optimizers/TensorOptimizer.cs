using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>An optimizer that steps tensor by tensor: it knows which parameters belong together, and their shape.</summary>
/// <remarks>
/// <para>Each segment of a parameter set is a tensor; a flat vector is one tensor with one axis.</para>
/// <para>State: a tensor that is as long as the parameters under its name; any other one for each segment that has it, as <c>segment.name</c>.</para>
/// </remarks>
public abstract class TensorOptimizer : Optimizer
{
    /// <summary>While no gradient and no parameter exceeds this, no average of gradients or of their squares can overflow.</summary>
    private protected const float SafeMagnitude = 1L << 40;

    /// <summary>Far below the gap under the largest float32: a move by it takes no finite parameter to an infinity.</summary>
    private const double SafeResult = (double)(1L << 50) * (1L << 50);

    private readonly SegmentBuffers _buffers;
    private ParameterLayout _layout = ParameterLayout.None;
    private bool _hasLargeState;

    private protected TensorOptimizer(string kind, float learningRate, WeightDecay weightDecay, params SegmentTensor[] tensors)
        : base(kind, learningRate, weightDecay) => _buffers = new SegmentBuffers(tensors);

    /// <summary>Takes a step over one segment, in place; no check is needed for results that are not finite.</summary>
    private protected abstract void StepSegment(in SegmentStep step);

    /// <summary>Bounds every number that a step over a segment computes, but for the averages of gradients and of their squares.</summary>
    /// <param name="step">The step; no gradient so far and no parameter exceeds <see cref="SafeMagnitude"/>.</param>
    private protected abstract double LargestResult(in SegmentStep step);

    /// <summary>A state tensor of a segment.</summary>
    private protected Span<float> State(int tensor, int segment) => _buffers[tensor, segment];

    /// <summary>A state tensor of all segments.</summary>
    private protected Span<float> State(int tensor) => _buffers[tensor];

    /// <summary>Called before the first step, when the state is zero; makes of it what belongs to all segments, the frozen ones too.</summary>
    private protected virtual void Begin(ReadOnlySpan<float> parameters)
    {
    }

    /// <summary>Called after a step that was taken.</summary>
    /// <param name="number">Number of the step, from 1.</param>
    private protected virtual void Finish(long number)
    {
    }

    /// <summary>Writes the numbers of the state.</summary>
    private protected virtual void WriteNumbers(StateWriter writer)
    {
    }

    /// <summary>Reads what <see cref="WriteNumbers"/> wrote, and changes nothing yet.</summary>
    /// <returns>Puts it into place; cannot fail.</returns>
    private protected virtual Action ReadNumbers(StateReader reader) => static () => { };

    private protected sealed override void Prepare(ParameterLayout layout)
    {
        if (StepCount == 0)
        {
            _buffers.Clear(layout);
            (_layout, _hasLargeState) = (layout, false);
        }
    }

    private protected sealed override StepOutcome Update(Span<float> parameters, ReadOnlySpan<float> gradients, ReadOnlySpan<StepSegment> segments, float magnitude)
    {
        if (StepCount == 0)
        {
            Begin(parameters);
        }

        if (IsSafe(parameters, gradients, segments, magnitude))
        {
            StepSegments(parameters, gradients, segments);
        }
        else if (!TryStepSegments(parameters, gradients, segments))
        {
            return StepOutcome.SkippedOverflow;
        }

        Finish(StepCount + 1);
        return StepOutcome.Taken;
    }

    private protected sealed override void Write(StateWriter writer)
    {
        _buffers.Write(writer, _layout);
        WriteNumbers(writer);
    }

    private protected sealed override Action Read(StateReader reader)
    {
        Action buffers = _buffers.Read(reader), numbers = ReadNumbers(reader);
        return () =>
        {
            buffers();
            numbers();
            (_layout, _hasLargeState) = (reader.Layout, _buffers.LargestMagnitude() > SafeMagnitude);
        };
    }

    /// <summary>Tells whether all that a step computes will be finite.</summary>
    private bool IsSafe(Span<float> parameters, ReadOnlySpan<float> gradients, ReadOnlySpan<StepSegment> segments, float magnitude)
    {
        if (_hasLargeState || !(magnitude <= SafeMagnitude))
        {
            return false;
        }

        foreach (StepSegment segment in segments)
        {
            SegmentStep step = StepOf(segment, parameters, gradients);
            if (!(Magnitude.Largest(step.Parameters) <= SafeMagnitude && LargestResult(step) <= SafeResult))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes the step, and takes it back when a parameter or a part of the state is not finite.</summary>
    private bool TryStepSegments(Span<float> parameters, ReadOnlySpan<float> gradients, ReadOnlySpan<StepSegment> segments)
    {
        using RentedArray<float> before = new(parameters.Length);
        parameters.CopyTo(before.Span);
        _buffers.Save();
        StepSegments(parameters, gradients, segments);
        float state = _buffers.LargestMagnitude();
        bool isFinite = float.IsFinite(state);
        foreach (StepSegment segment in segments)
        {
            isFinite = isFinite && float.IsFinite(Magnitude.Largest(parameters.Slice(segment.Start, segment.Length)));
        }

        if (!isFinite)
        {
            before.Span.CopyTo(parameters);
            _buffers.Restore();
            return false;
        }

        _hasLargeState = state > SafeMagnitude;
        return true;
    }

    private void StepSegments(Span<float> parameters, ReadOnlySpan<float> gradients, ReadOnlySpan<StepSegment> segments)
    {
        foreach (StepSegment segment in segments)
        {
            StepSegment(StepOf(segment, parameters, gradients));
        }
    }

    private SegmentStep StepOf(in StepSegment segment, Span<float> parameters, ReadOnlySpan<float> gradients) => new()
    {
        Segment = segment.Index,
        Shape = _layout.Shapes[segment.Index],
        Parameters = parameters.Slice(segment.Start, segment.Length),
        Gradients = gradients.Slice(segment.Start, segment.Length),
        LearningRate = segment.LearningRate,
        WeightDecay = segment.WeightDecay,
        Number = StepCount + 1,
    };
}
