using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace RuVector.Training;

/// <summary>A read-only view of a row-major float32 matrix <c>[Rows, Columns]</c>; one embedding a row.</summary>
/// <remarks>
/// <para>Row <c>r</c> starts at <c>r * RowStride</c> of <see cref="Values"/>, so a column slice of a wider matrix is a view too, without a copy.</para>
/// <para>Arrays, jagged arrays and tensors convert implicitly. Nothing is owned and nothing is copied, except from <c>float[][]</c>, which is copied row by row.</para>
/// </remarks>
public readonly ref struct ReadOnlyMatrixSpan
{
    /// <summary>Creates a view of densely packed rows.</summary>
    /// <param name="values">Row-major values; exactly <c>rows * columns</c> of them.</param>
    /// <param name="rows">Number of rows, 0 or more.</param>
    /// <param name="columns">Number of columns, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="ArgumentException"><paramref name="values"/> does not hold <c>rows * columns</c> values.</exception>
    public ReadOnlyMatrixSpan(ReadOnlySpan<float> values, int rows, int columns)
    {
        MatrixShape.CheckDense(values.Length, rows, columns, nameof(values));
        Values = values;
        (Rows, Columns, RowStride) = (rows, columns, columns);
    }

    /// <summary>Creates a view whose rows lie <paramref name="rowStride"/> values apart.</summary>
    /// <param name="values">The values, from the first value of the first row on.</param>
    /// <param name="rows">Number of rows, 0 or more.</param>
    /// <param name="columns">Number of columns, 0 or more.</param>
    /// <param name="rowStride">Distance between the starts of two rows, at least <paramref name="columns"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or the stride is less than <paramref name="columns"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="values"/> ends before the last row does.</exception>
    public ReadOnlyMatrixSpan(ReadOnlySpan<float> values, int rows, int columns, int rowStride)
    {
        MatrixShape.CheckStrided(values.Length, rows, columns, rowStride, nameof(values));
        Values = values;
        (Rows, Columns, RowStride) = (rows, columns, columns == 0 ? 0 : rowStride);
    }

    /// <summary>Gets the values, from the first value of the first row on.</summary>
    public ReadOnlySpan<float> Values { get; }

    /// <summary>Gets the number of rows.</summary>
    public int Rows { get; }

    /// <summary>Gets the number of columns: the dimension of an embedding.</summary>
    public int Columns { get; }

    /// <summary>Gets the distance between the starts of two rows, in values; 0 when there are no columns.</summary>
    public int RowStride { get; }

    /// <summary>Gets a value indicating whether there is no value in the matrix.</summary>
    public bool IsEmpty => Rows == 0 || Columns == 0;

    /// <summary>Gets one row.</summary>
    /// <param name="row">Number of the row, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<float> this[int row]
    {
        get
        {
            MatrixShape.CheckRow(row, Rows);
            return Values.Slice((int)((long)row * RowStride), Columns);
        }
    }

    /// <summary>Wraps an array that holds a matrix; nothing is copied.</summary>
    /// <param name="values">The matrix.</param>
    public static implicit operator ReadOnlyMatrixSpan(float[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(MatrixShape.AsSpan(values), values.GetLength(0), values.GetLength(1));
    }

    /// <summary>Copies a jagged array of rows.</summary>
    /// <param name="rows">The rows, all of one length.</param>
    public static implicit operator ReadOnlyMatrixSpan(float[][] rows) => FromRows(rows);

    /// <summary>Wraps a tensor of rank 2 whose rows are contiguous; nothing is copied.</summary>
    /// <param name="tensor">The tensor.</param>
    [SuppressMessage("Usage", "CA2225", Justification = "FromTensor is the named form.")]
    public static implicit operator ReadOnlyMatrixSpan(ReadOnlyTensorSpan<float> tensor) => FromTensor(tensor);

    /// <summary>Wraps a tensor of rank 2 whose rows are contiguous; nothing is copied.</summary>
    /// <param name="tensor">The tensor.</param>
    public static implicit operator ReadOnlyMatrixSpan(Tensor<float> tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return FromTensor(tensor.AsReadOnlyTensorSpan());
    }

    /// <summary>Copies a jagged array of rows into one matrix.</summary>
    /// <param name="rows">The rows, all of one length.</param>
    /// <returns>A view of the copy.</returns>
    /// <exception cref="ArgumentException">The rows differ in length.</exception>
    public static ReadOnlyMatrixSpan FromRows(float[][] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new(MatrixShape.Flatten(rows, out int columns), rows.Length, columns);
    }

    /// <summary>Views one vector as a matrix of one row; nothing is copied.</summary>
    /// <param name="row">The vector.</param>
    /// <returns>The view, shape <c>[1, row.Length]</c>.</returns>
    public static ReadOnlyMatrixSpan FromRow(ReadOnlySpan<float> row) => new(row, 1, row.Length);

    /// <summary>Wraps a tensor of rank 2 whose rows are contiguous; nothing is copied.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentException">The rank is not 2, the values of a row are not contiguous, or the tensor spans more than 2^31 - 1 values.</exception>
    public static ReadOnlyMatrixSpan FromTensor(ReadOnlyTensorSpan<float> tensor)
    {
        (int rows, int columns, int stride) = MatrixShape.OfTensor(tensor.Lengths, tensor.Strides, nameof(tensor));
        int length = MatrixShape.SpanLength(rows, columns, stride);
        return length == 0
            ? new([], rows, columns, stride)
            : new(MemoryMarshal.CreateReadOnlySpan(in tensor.GetPinnableReference(), length), rows, columns, stride);
    }

    /// <summary>Views some consecutive rows.</summary>
    /// <param name="start">First row.</param>
    /// <param name="count">Number of rows.</param>
    /// <returns>The view, shape <c>[count, Columns]</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rows are not all inside the matrix.</exception>
    public ReadOnlyMatrixSpan SliceRows(int start, int count)
    {
        MatrixShape.CheckSlice(start, count, Rows);
        return count == 0 ? new([], 0, Columns, RowStride) : new(Values.Slice((int)((long)start * RowStride), MatrixShape.SpanLength(count, Columns, RowStride)), count, Columns, RowStride);
    }

    /// <summary>Views some consecutive columns of every row.</summary>
    /// <param name="start">First column.</param>
    /// <param name="count">Number of columns.</param>
    /// <returns>The view, shape <c>[Rows, count]</c>, with the same row stride.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The columns are not all inside the matrix.</exception>
    public ReadOnlyMatrixSpan SliceColumns(int start, int count)
    {
        MatrixShape.CheckSlice(start, count, Columns);
        return Rows == 0 || count == 0 ? new([], Rows, count, RowStride) : new(Values[start..], Rows, count, RowStride);
    }

    /// <summary>Copies all rows, packed, into <paramref name="destination"/>.</summary>
    /// <param name="destination">Receives <c>Rows * Columns</c> values.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has another shape.</exception>
    public void CopyTo(MatrixSpan destination)
    {
        if (destination.Rows != Rows || destination.Columns != Columns)
        {
            throw new ArgumentException($"Expected a destination of shape [{Rows}, {Columns}], but got [{destination.Rows}, {destination.Columns}].", nameof(destination));
        }

        for (int row = 0; row < Rows; row++)
        {
            this[row].CopyTo(destination[row]);
        }
    }
}
