using System.IO.Enumeration;

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

    /// <summary>Gets or sets how optimizers treat the segment.</summary>
    /// <value>The default value is <see cref="ParameterGroup.Default"/>.</value>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public ParameterGroup Group
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = ParameterGroup.Default;

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

    /// <summary>Tells whether the name fits a pattern.</summary>
    /// <param name="pattern">A name, in which <c>*</c> stands for any text and <c>?</c> for any character; upper and lower case differ.</param>
    /// <returns>Whether it does.</returns>
    public bool Matches(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return FileSystemName.MatchesSimpleExpression(pattern, Shape.Name, ignoreCase: false);
    }

    private MatrixSpan AsMatrix(Span<float> values) => Shape.Dimensions.Length == 2
        ? new(values, Shape.Dimensions[0], Shape.Dimensions[1])
        : throw new InvalidOperationException($"Expected a segment with two dimensions, but got {Shape}.");
}
