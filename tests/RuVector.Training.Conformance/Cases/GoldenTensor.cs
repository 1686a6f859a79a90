namespace RuVector.Training.Conformance;

/// <summary>A tensor of a case: flat, row-major, in float64.</summary>
public sealed class GoldenTensor
{
    private readonly string _path;
    private readonly double[] _data;

    internal GoldenTensor(string path, int[] shape, double[] data)
    {
        long length = 1;
        foreach (int size in shape)
        {
            length *= size >= 0 ? size : throw new GoldenFormatException($"Expected sizes of 0 or more for {path}, but got shape [{string.Join(", ", shape)}].");
        }

        if (length != data.Length)
        {
            throw new GoldenFormatException($"Expected {length} values for {path} of shape [{string.Join(", ", shape)}], but got {data.Length}.");
        }

        (_path, Shape, _data) = (path, shape, data);
    }

    /// <summary>Gets the sizes; none for a scalar.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Gets the number of values.</summary>
    public int Length => _data.Length;

    /// <summary>Gets the size of the last axis; 1 for a scalar.</summary>
    public int Columns => Shape.Count == 0 ? 1 : Shape[^1];

    /// <summary>Gets the number of rows: the leading axes flattened; a scalar or one-axis tensor is one row.</summary>
    public int Rows => Shape.Take(Shape.Count - 1).Aggregate(1, static (product, size) => product * size);

    /// <summary>Gets the values, row-major.</summary>
    public ReadOnlySpan<double> Values => _data;

    /// <summary>Copies the values as float32, as which the inputs of a case are exact.</summary>
    public float[] ToSingles() => Array.ConvertAll(_data, static value => (float)value);

    /// <summary>Copies the values as integers: labels, edges, indices.</summary>
    /// <exception cref="GoldenFormatException">A value is not a 32-bit integer.</exception>
    public int[] ToIntegers() => Array.ConvertAll(_data, value => value == (int)value
        ? (int)value
        : throw new GoldenFormatException(FormattableString.Invariant($"Expected integers in {_path}, but got {value}.")));

    /// <summary>Checks the shape.</summary>
    /// <param name="shape">The sizes; -1 for any.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="GoldenFormatException">The shape is another one.</exception>
    public GoldenTensor OfShape(params int[] shape)
    {
        bool fits = shape.Length == Shape.Count && shape.Zip(Shape).All(static pair => pair.First == -1 || pair.First == pair.Second);
        string expected = string.Join(", ", shape.Select(static size => size == -1 ? "any" : FormattableString.Invariant($"{size}")));
        return fits ? this : throw new GoldenFormatException($"Expected shape [{expected}] for {_path}, but got [{string.Join(", ", Shape)}].");
    }
}
