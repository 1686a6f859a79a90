namespace RuVector.Training.Conformance;

/// <summary>Accepts a number within <c>abs + rel * |expected|</c>; <c>abs</c> may differ from row to row.</summary>
public sealed class GoldenTolerance
{
    private readonly double[] _absolute;
    private readonly bool _perRow;

    internal GoldenTolerance(double relative, double[] absolute, bool perRow)
    {
        if (relative < 0 || absolute.Any(static value => value < 0))
        {
            throw new GoldenFormatException("Expected tolerances of 0 or more, but got a negative one.");
        }

        (Relative, _absolute, _perRow) = (relative, absolute, perRow);
    }

    /// <summary>For indices and counts: equal or wrong.</summary>
    public static GoldenTolerance Exact { get; } = new(0, [0], perRow: false);

    /// <summary>Gets the part of the expected number that is accepted as a difference.</summary>
    public double Relative { get; }

    /// <summary>The largest difference that is accepted.</summary>
    public double Allowed(double expected, int row) => _absolute[_perRow ? row : 0] + (Relative * Math.Abs(expected));

    /// <summary>Checks that there is a tolerance for every row of a result.</summary>
    /// <exception cref="GoldenFormatException">There are more or fewer.</exception>
    internal void CheckRows(string path, int rows)
    {
        if (_perRow && _absolute.Length != rows)
        {
            throw new GoldenFormatException($"Expected a tolerance for each of the {rows} rows of {path}, but got {_absolute.Length}.");
        }
    }
}
