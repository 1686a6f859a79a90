using System.Collections.Immutable;

namespace RuVector.Training;

/// <summary>All parameters of a model or a loss: one flat buffer of values, one of gradients with the same layout, cut into named segments.</summary>
/// <remarks>Flat, so that an optimizer makes one pass and a checkpoint is one write. Not thread safe.</remarks>
public sealed class ParameterSet
{
    private readonly float[] _values;
    private readonly float[] _gradients;

    /// <summary>Creates a set of zeros.</summary>
    /// <param name="shapes">Name and shape of each segment, in the order of the flat buffer; names differ.</param>
    /// <exception cref="ArgumentException">Two segments have the same name, or the set exceeds the length of an array.</exception>
    public ParameterSet(params IEnumerable<ParameterShape> shapes)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        ImmutableArray<ParameterSegment>.Builder segments = ImmutableArray.CreateBuilder<ParameterSegment>();
        HashSet<string> names = new(StringComparer.Ordinal);
        long length = 0;
        foreach (ParameterShape shape in shapes)
        {
            if (!names.Add(shape.Name))
            {
                throw new ArgumentException($"Expected segments with different names, but '{shape.Name}' occurs twice.", nameof(shapes));
            }

            segments.Add(new ParameterSegment(this, shape, (int)length));
            length += shape.Length;
            if (length > Array.MaxLength)
            {
                throw new ArgumentException($"Expected at most {Array.MaxLength} values in a set, but got {length} up to '{shape.Name}'.", nameof(shapes));
            }
        }

        (Segments, _values, _gradients) = (segments.ToImmutable(), new float[length], new float[length]);
    }

    /// <summary>Gets the segments, in the order of the flat buffer.</summary>
    public ImmutableArray<ParameterSegment> Segments { get; }

    /// <summary>Gets the values of all segments.</summary>
    public Span<float> Values => _values;

    /// <summary>Gets the gradients of all segments.</summary>
    public Span<float> Gradients => _gradients;

    /// <summary>Gets a segment by its name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">There is no such segment.</exception>
    public ParameterSegment this[string name]
    {
        get
        {
            foreach (ParameterSegment segment in Segments)
            {
                if (segment.Shape.Name == name)
                {
                    return segment;
                }
            }

            throw new ArgumentException($"Expected one of the segments {string.Join(", ", Segments.Select(static s => s.Shape.Name))}, but got '{name}'.", nameof(name));
        }
    }

    /// <summary>Sets all gradients to zero.</summary>
    public void ZeroGradients() => Array.Clear(_gradients);
}
