namespace RuVector.Training.Files;

/// <summary>A named, shaped tensor of float32 values, as files hold them.</summary>
public sealed class NamedTensor
{
    /// <summary>Creates a tensor; the values are not copied.</summary>
    /// <param name="shape">Name and sizes.</param>
    /// <param name="values">The values, row-major.</param>
    /// <exception cref="ArgumentException">The number of values is not that of the shape.</exception>
    public NamedTensor(ParameterShape shape, float[] values)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != shape.Length)
        {
            throw new ArgumentException($"Expected {shape.Length} values for {shape}, but got {values.Length}.", nameof(values));
        }

        (Shape, Values) = (shape, values);
    }

    /// <summary>Gets name and sizes.</summary>
    public ParameterShape Shape { get; }

    /// <summary>Gets the values, row-major.</summary>
    public float[] Values { get; }

    /// <summary>Copies a segment of a parameter set.</summary>
    /// <param name="segment">The segment.</param>
    /// <returns>The copy.</returns>
    public static NamedTensor CopyOf(ParameterSegment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return new(segment.Shape, segment.Values.ToArray());
    }
}
