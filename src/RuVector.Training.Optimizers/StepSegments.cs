namespace RuVector.Training.Optimizers;

/// <summary>The segments of a step, without the frozen ones; memory is kept for the next step.</summary>
internal sealed class StepSegments
{
    private StepSegment[] _segments = [];
    private int _count;

    /// <summary>Gets the segments, in the order of the flat vector.</summary>
    public ReadOnlySpan<StepSegment> All => _segments.AsSpan(0, _count);

    /// <summary>Takes a vector without names: one segment with the settings of the optimizer.</summary>
    public void Take(int length, WeightDecay decay, float learningRate)
    {
        Reserve(1);
        Add(new StepSegment(0, 0, length, learningRate, decay.Value));
    }

    /// <summary>Takes the segments of a set that are not frozen.</summary>
    /// <exception cref="ArgumentException">The settings of a group do not fit those of the optimizer.</exception>
    public void Take(ParameterSet parameters, WeightDecay decay, float learningRate)
    {
        Reserve(parameters.Segments.Length);
        for (int i = 0; i < parameters.Segments.Length; i++)
        {
            if (!parameters.Segments[i].Group.IsFrozen)
            {
                Add(decay.Of(parameters.Segments[i], i, learningRate));
            }
        }
    }

    /// <summary>The largest absolute gradient of all of them.</summary>
    public float LargestMagnitude(ReadOnlySpan<float> gradients)
    {
        float largest = 0;
        for (int i = 0; i < _count; i++)
        {
            int start = _segments[i].Start, end = start + _segments[i].Length;
            for (; i + 1 < _count && _segments[i + 1].Start == end; i++)
            {
                end += _segments[i + 1].Length;
            }

            // Without their sign the bits of a float32 order as integers, so that NaN is the largest.
            float magnitude = MagnitudeWork.Largest(gradients[start..end]);
            largest = BitConverter.SingleToInt32Bits(magnitude) > BitConverter.SingleToInt32Bits(largest) ? magnitude : largest;
        }

        return largest;
    }

    private void Reserve(int count)
    {
        _count = 0;
        if (_segments.Length < count)
        {
            _segments = new StepSegment[count];
        }
    }

    private void Add(StepSegment segment) => _segments[_count++] = segment;
}
