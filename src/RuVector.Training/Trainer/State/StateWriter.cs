using RuVector.Training.Checkpoints;

namespace RuVector.Training.Trainer;

/// <summary>Collects the tensors of a checkpoint. Everything is copied, so that the run may go on.</summary>
internal sealed class StateWriter
{
    private readonly List<CheckpointTensor> _tensors = [];

    public IReadOnlyList<CheckpointTensor> Tensors => _tensors;

    public void Add(string name, ReadOnlySpan<float> values) => _tensors.Add(CheckpointTensor.FromSingles(new ParameterShape(name, values.Length), values.ToArray()));

    public void Add(string name, ReadOnlySpan<int> values) => _tensors.Add(CheckpointTensor.FromInt32s(new ParameterShape(name, values.Length), values.ToArray()));

    public void Add(string name, ReadOnlySpan<long> values) => _tensors.Add(CheckpointTensor.FromInt64s(new ParameterShape(name, values.Length), values.ToArray()));

    /// <summary>Adds the values of all segments, each with its own shape, so that other programs can read them.</summary>
    public void Add(string group, ParameterSet parameters)
    {
        foreach (ParameterSegment segment in parameters.Segments)
        {
            _tensors.Add(CheckpointTensor.FromSingles(ShapeOf(group, segment), segment.Values.ToArray()));
        }
    }

    /// <summary>Adds the tensors of an optimizer.</summary>
    /// <returns>What is left of its state.</returns>
    public OptimizerRecord Add(string group, OptimizerState state)
    {
        foreach ((string name, float[] values) in state.Tensors)
        {
            Add($"{group}/{name}", values);
        }

        return new OptimizerRecord(
            state.Kind, state.StepCount, [.. state.Layout.Select(static shape => new SegmentRecord(shape.Name, [.. shape.Dimensions]))], state.Tensors.ToDictionary(static pair => pair.Key, static pair => pair.Value.Length), state.Scalars);
    }

    public static ParameterShape ShapeOf(string group, ParameterSegment segment) => new($"{group}/{segment.Shape.Name}", segment.Shape.Dimensions);
}
