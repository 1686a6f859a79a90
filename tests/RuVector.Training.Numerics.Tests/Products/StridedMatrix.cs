using RuVector.Training.TestKit;

namespace RuVector.Training.Numerics.Tests;

/// <summary>A random matrix whose rows lie apart, with a mark in every gap.</summary>
internal sealed class StridedMatrix
{
    private const float Gap = 12345f;
    private static readonly float[] s_numbers = Batches.Vector(400_000, seed: 1);
    private readonly float[] _values;
    private readonly int _stride;

    public StridedMatrix(int rows, int columns, int gap, int seed)
    {
        (Rows, Columns, _stride) = (rows, columns, columns + gap);
        _values = s_numbers.AsSpan(1000 * seed, rows * _stride).ToArray();
        for (int row = 0; row < rows; row++)
        {
            _values.AsSpan((row * _stride) + columns, gap).Fill(Gap);
        }
    }

    public int Rows { get; }

    public int Columns { get; }

    public MatrixSpan Span => new(_values, Rows, Columns, _stride);

    public double this[int row, int column] => _values[(row * _stride) + column];

    public double[][] Rowwise()
    {
        double[][] rows = new double[Rows][];
        for (int row = 0; row < Rows; row++)
        {
            rows[row] = Array.ConvertAll(Span[row].ToArray(), static v => (double)v);
        }

        return rows;
    }

    public double[][] Columnwise()
    {
        double[][] columns = new double[Columns][];
        for (int column = 0; column < Columns; column++)
        {
            columns[column] = new double[Rows];
            for (int row = 0; row < Rows; row++)
            {
                columns[column][row] = this[row, column];
            }
        }

        return columns;
    }

    public bool GapsAreUntouched
    {
        get
        {
            for (int row = 0; row < Rows; row++)
            {
                if (_values.AsSpan((row * _stride) + Columns, _stride - Columns).ContainsAnyExcept(Gap))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
