namespace RuVector.Training.Optimizers;

/// <summary>Collects copies of the parts of an exported state.</summary>
internal sealed class StateWriter
{
    public Dictionary<string, float[]> Tensors { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, double> Scalars { get; } = new(StringComparer.Ordinal);

    public void Add(string name, ReadOnlySpan<float> values) => Tensors.Add(name, values.ToArray());

    public void Add(string name, double value) => Scalars.Add(name, value);
}
