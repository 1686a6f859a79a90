using System.Collections.Immutable;

namespace RuVector.Training;

/// <summary>All parameters of a model or a loss: one flat buffer of values, one of gradients with the same layout, cut into named segments.</summary>
/// <remarks>Flat, so that an optimizer makes one pass and a checkpoint is one write. Not thread safe.</remarks>
public sealed class ParameterSet
{
    private readonly int _length;
    private float[] _values;
    private float[] _gradients;
    private ParameterSet? _whole;
    private int _offset;

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

        (Segments, _length, _values, _gradients) = (segments.ToImmutable(), (int)length, new float[length], new float[length]);
    }

    /// <summary>Gets the segments, in the order of the flat buffer.</summary>
    public ImmutableArray<ParameterSegment> Segments { get; }

    /// <summary>Gets the values of all segments.</summary>
    public Span<float> Values => _whole is null ? _values : _whole.Values.Slice(_offset, _length);

    /// <summary>Gets the gradients of all segments.</summary>
    public Span<float> Gradients => _whole is null ? _gradients : _whole.Gradients.Slice(_offset, _length);

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

    /// <summary>Makes one set of several, which become views of its parts: a value written to one is seen in the other.</summary>
    /// <remarks>Values and gradients move into the new flat buffers; spans taken from the sets before are no longer theirs. A segment is named <c>part.segment</c> and keeps its group. Sets without a value stay as they are.</remarks>
    /// <param name="parts">The sets, each with a name that differs from the others, in the order of the flat buffer.</param>
    /// <returns>The set of all.</returns>
    /// <exception cref="ArgumentException">A set is part of another one already or occurs twice, two segments get the same name, or the whole exceeds the length of an array; no set is changed.</exception>
    public static ParameterSet Join(params IEnumerable<KeyValuePair<string, ParameterSet>> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        KeyValuePair<string, ParameterSet>[] joined = [.. parts.Where(static part => part.Value._length > 0)];
        HashSet<ParameterSet> seen = [];
        foreach ((string name, ParameterSet part) in joined)
        {
            if (part._whole is not null || !seen.Add(part))
            {
                throw new ArgumentException($"Expected sets that are each part of one set only, but '{name}' is part of another or occurs twice.", nameof(parts));
            }
        }

        ParameterSet whole = new(joined.SelectMany(static part => part.Value.Segments.Select(segment => new ParameterShape($"{part.Key}.{segment.Shape.Name}", segment.Shape.Dimensions))));
        int offset = 0;
        int segment = 0;
        foreach ((_, ParameterSet part) in joined)
        {
            foreach (ParameterSegment moved in part.Segments)
            {
                whole.Segments[segment++].Group = moved.Group;
            }

            part.MoveInto(whole, offset);
            offset += part._length;
        }

        return whole;
    }

    /// <summary>Gives segments a group; one they were given before no longer holds.</summary>
    /// <param name="pattern">Which, by their names; see <see cref="ParameterSegment.Matches"/>.</param>
    /// <param name="group">The group.</param>
    /// <exception cref="ArgumentException">No segment has such a name.</exception>
    public void SetGroup(string pattern, ParameterGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        ParameterSegment[] segments = [.. Segments.Where(segment => segment.Matches(pattern))];
        if (segments.Length == 0)
        {
            throw new ArgumentException($"Expected a pattern of some of the segments {string.Join(", ", Segments.Select(static s => s.Shape.Name))}, but got '{pattern}'.", nameof(pattern));
        }

        foreach (ParameterSegment segment in segments)
        {
            segment.Group = group;
        }
    }

    /// <summary>Sets all gradients to zero.</summary>
    public void ZeroGradients() => Gradients.Clear();

    private void MoveInto(ParameterSet whole, int offset)
    {
        _values.CopyTo(whole.Values[offset..]);
        _gradients.CopyTo(whole.Gradients[offset..]);
        (_whole, _offset, _values, _gradients) = (whole, offset, [], []);
    }
}
