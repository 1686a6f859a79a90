using RuVector.Training.Numerics;

namespace RuVector.Training.Data;

/// <summary>Vectors as the rows of a float32 matrix, in memory or in a mapped file, optionally with a name for each row.</summary>
/// <remarks>Immutable by contract: nothing is copied, and the values must not change while the matrix is in use. Safe for concurrent reading.</remarks>
public sealed class VectorMatrix
{
    /// <summary>Creates a matrix over values.</summary>
    /// <param name="values">Row-major values; exactly <c>rows * columns</c> of them.</param>
    /// <param name="rows">Number of vectors, 0 or more.</param>
    /// <param name="columns">Dimension of a vector, 0 or more.</param>
    /// <param name="names">A name for each row, by which records refer to it; <see langword="null"/> when there are none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="ArgumentException">The numbers of values or names do not fit the sizes.</exception>
    public VectorMatrix(ReadOnlyMemory<float> values, int rows, int columns, RowNames? names = null)
    {
        _ = new ReadOnlyMatrixSpan(values.Span, rows, columns);
        if (names is not null && names.Count != rows)
        {
            throw new ArgumentException($"Expected a name for each of the {rows} rows, but got {names.Count}.", nameof(names));
        }

        (Values, Rows, Columns, Names) = (values, rows, columns, names);
    }

    /// <summary>Gets the values, row-major.</summary>
    /// <exception cref="ObjectDisposedException">The values are those of a mapped file that was closed: thrown when they are read.</exception>
    public ReadOnlyMemory<float> Values { get; }

    /// <summary>Gets the number of vectors.</summary>
    public int Rows { get; }

    /// <summary>Gets the dimension of a vector.</summary>
    public int Columns { get; }

    /// <summary>Gets the names of the rows; <see langword="null"/> when they have none.</summary>
    public RowNames? Names { get; }

    /// <summary>Gets the vectors, shape <c>[Rows, Columns]</c>.</summary>
    /// <exception cref="ObjectDisposedException">The values are those of a mapped file that was closed.</exception>
    public ReadOnlyMatrixSpan Span => new(Values.Span, Rows, Columns);

    /// <summary>Whether every value is known to be finite, so that nobody needs to look again.</summary>
    internal bool IsChecked { get; init; }

    /// <summary>Wraps an array; nothing is copied.</summary>
    /// <param name="values">The matrix, one vector a row.</param>
    public static implicit operator VectorMatrix(float[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(new ArrayFloats(values).Memory, values.GetLength(0), values.GetLength(1));
    }

    /// <summary>Copies rows.</summary>
    /// <param name="rows">The vectors, all of one length.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="ArgumentException">The rows differ in length.</exception>
    public static VectorMatrix FromRows(params float[][] rows)
    {
        ReadOnlyMatrixSpan matrix = ReadOnlyMatrixSpan.FromRows(rows);
        return new(matrix.Values.ToArray(), matrix.Rows, matrix.Columns);
    }

    /// <summary>The same vectors with names.</summary>
    /// <param name="names">A name for each row.</param>
    /// <returns>A matrix over the same values.</returns>
    /// <exception cref="ArgumentException">The number of names is not that of the rows.</exception>
    public VectorMatrix WithNames(RowNames names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return new(Values, Rows, Columns, names) { IsChecked = IsChecked };
    }

    /// <exception cref="NonFiniteValueException">A value is NaN or an infinity.</exception>
    internal void RequireFinite(string paramName)
    {
        if (!IsChecked)
        {
            FiniteRows.Require(Span, paramName);
        }
    }

    /// <summary>Copies some rows, in their order; all of them in their own order are not copied.</summary>
    internal VectorMatrix Gather(IReadOnlyList<int> rows)
    {
        if (rows.Count == Rows && Enumerable.Range(0, Rows).SequenceEqual(rows))
        {
            return this;
        }

        float[] values = new float[checked(rows.Count * Columns)];
        for (int i = 0; i < rows.Count; i++)
        {
            Span[rows[i]].CopyTo(values.AsSpan(i * Columns));
        }

        return new(values, rows.Count, Columns) { IsChecked = IsChecked };
    }
}
