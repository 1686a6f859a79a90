using RuVector.Training.Checkpoints;
using RuVector.Training.Files;

namespace RuVector.Training.Trainer;

/// <summary>Takes a checkpoint apart, and refuses one with tensors that nobody asked for.</summary>
internal sealed class StateReader(Checkpoint checkpoint)
{
    private readonly List<string> _read = [];

    public float[] Singles(string name, int length) => Require(new ParameterShape(name, length), TensorDataType.F32).ToSingles();

    public int[] Int32s(string name, int length) => Require(new ParameterShape(name, length), TensorDataType.I32).ToInt32s();

    public long[] Int64s(string name, int length) => Require(new ParameterShape(name, length), TensorDataType.I64).ToInt64s();

    /// <summary>Reads the values of all segments.</summary>
    public float[] Values(string group, ParameterSet parameters)
    {
        float[] values = new float[parameters.Values.Length];
        foreach (ParameterSegment segment in parameters.Segments)
        {
            Require(StateWriter.ShapeOf(group, segment), TensorDataType.F32).CopyTo(values.AsSpan(segment.Offset, segment.Shape.Length));
        }

        return values;
    }

    /// <summary>Reads the state of an optimizer.</summary>
    public OptimizerState Optimizer(string group, OptimizerRecord record) => new(
        record.Kind,
        record.StepCount,
        [.. record.Layout.Select(static segment => new ParameterShape(segment.Name, segment.Dimensions))],
        record.Tensors.ToDictionary(static tensor => tensor.Key, tensor => Singles($"{group}/{tensor.Key}", tensor.Value)),
        record.Scalars);

    public void RequireAllRead() => checkpoint.RequireOnly(_read);

    private CheckpointTensor Require(ParameterShape shape, TensorDataType type)
    {
        _read.Add(shape.Name);
        return checkpoint.Require(shape, type);
    }
}
