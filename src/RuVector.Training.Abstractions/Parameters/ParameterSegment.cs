namespace RuVector.Training;

/// <summary>One named tensor of a <see cref="ParameterSet"/>: a view of its part of the flat buffers.</summary>
public sealed class ParameterSegment
{
    private readonly ParameterSet _set;

    internal ParameterSegment(ParameterSet set, ParameterShape shape, int offset) => (_set, Shape, Offset) = (set, shape, offset);

    /// <summary>Gets name and shape.</summary>
    public ParameterShape Shape { get; }

    /// <summary>Gets where the segment starts in the flat buffers.</summary>
    public int Offset { get; }

    /// <summary>Gets the values.</summary>
    public Span<float> Values => _set.Values.Slice(Offset, Shape.Length);

    /// <summary>Gets the gradients.</summary>
    public Span<float> Gradients => _set.Gradients.Slice(Offset, Shape.Length);

    /// <summary>Gets the values of a segment with two dimensions as a matrix.</summary>
    /// <exception cref="InvalidOperationException">The segment has another number of dimensions.</exception>
    public MatrixSpan ValueMatrix => AsMatrix(Values);

    /// <summary>Gets the gradients of a segment with two dimensions as a matrix.</summary>
    /// <exception cref="InvalidOperationException">The segment has another number of dimensions.</exception>
    public MatrixSpan GradientMatrix => AsMatrix(Gradients);

    private MatrixSpan AsMatrix(Span<float> values) => Shape.Dimensions.Length == 2
        ? new(values, Shape.Dimensions[0], Shape.Dimensions[1])
        : throw new InvalidOperationException($"Expected a segment with two dimensions, but got {Shape}.");
}
