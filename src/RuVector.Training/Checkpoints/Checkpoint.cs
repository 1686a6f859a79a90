using RuVector.Training.Files;

namespace RuVector.Training.Checkpoints;

/// <summary>The state of a run after a step: tensors, texts, and how good it is.</summary>
/// <remarks>Immutable and thread safe, as far as the values that its tensors were made from are left alone.</remarks>
public sealed class Checkpoint
{
    private readonly Dictionary<string, CheckpointTensor> _byName = new(StringComparer.Ordinal);

    /// <summary>Creates a checkpoint.</summary>
    /// <param name="step">Number of steps that have been taken, 0 or more.</param>
    /// <param name="tensors">The tensors, in the order of the file; names differ.</param>
    /// <param name="metadata">Texts by keys of the caller's choice, except that keys that start with <c>ruvector.</c> belong to the format.</param>
    /// <param name="metric">How good the state is, for keeping the best one; finite, or <see langword="null"/> when it is not known.</param>
    /// <exception cref="ArgumentException">Two tensors have the same name, a key belongs to the format, or a value is out of range.</exception>
    public Checkpoint(long step, IReadOnlyList<CheckpointTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null, double? metric = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentNullException.ThrowIfNull(tensors);
        if (metric is { } value && !double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(metric), FormattableString.Invariant($"Expected a finite metric, or none, but got {value}."));
        }

        foreach (CheckpointTensor tensor in tensors)
        {
            if (!_byName.TryAdd(tensor.Name, tensor))
            {
                throw new ArgumentException($"Expected tensors with different names, but got '{tensor.Name}' twice.", nameof(tensors));
            }
        }

        (Step, Tensors, Metadata, Metric) = (step, [.. tensors], metadata?.ToDictionary(StringComparer.Ordinal) ?? [], metric);
        if (Metadata.Keys.FirstOrDefault(CheckpointFields.IsReserved) is { } reserved)
        {
            throw new ArgumentException($"Expected keys that do not start with '{CheckpointFields.Prefix}', which belong to the format, but got '{reserved}'.", nameof(metadata));
        }
    }

    /// <summary>Gets how many steps have been taken.</summary>
    public long Step { get; }

    /// <summary>Gets the tensors, in the order of the file.</summary>
    public IReadOnlyList<CheckpointTensor> Tensors { get; }

    /// <summary>Gets the caller's texts; empty when there are none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Gets how good the state is; <see langword="null"/> when it is not known.</summary>
    public double? Metric { get; }

    internal string Source { get; init; } = "checkpoint";

    /// <summary>Gets a tensor that must have a name, a shape and a type.</summary>
    /// <param name="shape">Name and sizes.</param>
    /// <param name="type">Type of the values.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="CheckpointException">There is no such tensor, or it has another shape or type; says what was expected and what is there.</exception>
    public CheckpointTensor Require(ParameterShape shape, TensorDataType type)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (!_byName.TryGetValue(shape.Name, out CheckpointTensor? tensor))
        {
            throw Refuse(CheckpointError.MissingTensor, shape.Name, $"tensor {shape} of {type}", $"there is none of that name among {Tensors.Count}");
        }

        if (!tensor.Shape.Equals(shape))
        {
            throw Refuse(CheckpointError.WrongShape, shape.Name, $"tensor {shape}", $"got {tensor.Shape}");
        }

        return tensor.Type == type ? tensor : throw Refuse(CheckpointError.WrongType, shape.Name, $"tensor {shape} of {type}", $"got {tensor.Type}");
    }

    /// <summary>Refuses tensors other than the named ones: a state that nobody would load.</summary>
    /// <param name="names">The names of all tensors that are known.</param>
    /// <exception cref="CheckpointException">A tensor is not among them.</exception>
    public void RequireOnly(IEnumerable<string> names)
    {
        HashSet<string> known = new(names, StringComparer.Ordinal);
        if (Tensors.FirstOrDefault(tensor => !known.Contains(tensor.Name)) is { } other)
        {
            throw Refuse(CheckpointError.UnexpectedTensor, other.Name, $"no tensors but the {known.Count} known ones", $"got {other.Shape} of {other.Type}");
        }
    }

    /// <summary>Gets a tensor by its name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The tensor, or <see langword="null"/> when there is none.</returns>
    public CheckpointTensor? Find(string name) => _byName.GetValueOrDefault(name);

    private CheckpointException Refuse(CheckpointError code, string tensor, string expected, string actual) => new(Source, new SafetensorsRefusal(code, tensor, expected, actual));
}
