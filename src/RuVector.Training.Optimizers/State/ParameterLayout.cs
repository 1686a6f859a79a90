using System.Collections.Immutable;

namespace RuVector.Training.Optimizers;

/// <summary>Names and shapes of the parameters of an optimizer, in the order of the flat vector.</summary>
internal sealed class ParameterLayout(ImmutableArray<ParameterShape> shapes)
{
    /// <summary>The layout before the first step.</summary>
    public static ParameterLayout None { get; } = new([]);

    public ImmutableArray<ParameterShape> Shapes { get; } = shapes;

    /// <summary>Gets the number of values; more than an array can hold in a layout that no parameters have.</summary>
    public long Length { get; } = shapes.Sum(static shape => (long)shape.Length);

    /// <summary>Gets a value indicating whether the parameters are one table.</summary>
    public bool IsTable => Shapes is [{ Dimensions.Length: 2 }];

    /// <summary>The layout of a vector without names.</summary>
    public static ParameterLayout OfVector(int length) => new([new ParameterShape("parameters", length)]);

    public static ParameterLayout OfTable(int rows, int columns) => new([new ParameterShape("table", rows, columns)]);

    public static ParameterLayout Of(ParameterSet parameters) => new([.. parameters.Segments.Select(static segment => segment.Shape)]);

    public bool Fits(ParameterSet parameters)
    {
        if (parameters.Segments.Length != Shapes.Length)
        {
            return false;
        }

        for (int i = 0; i < Shapes.Length; i++)
        {
            if (!Shapes[i].Equals(parameters.Segments[i].Shape))
            {
                return false;
            }
        }

        return true;
    }

    public bool IsTableOf(int rows, int columns) => Shapes is [var shape] && shape.Dimensions.SequenceEqual([rows, columns]);

    public override string ToString() => Shapes.IsEmpty ? "none" : string.Join(", ", Shapes);
}
