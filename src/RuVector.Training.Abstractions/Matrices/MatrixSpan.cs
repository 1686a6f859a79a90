using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace RuVector.Training;

/// <summary>A writable view of a row-major float32 matrix <c>[Rows, Columns]</c>.</summary>
/// <remarks>Row <c>r</c> starts at <c>r * RowStride</c> of <see cref="Values"/>. Nothing is owned and nothing is copied. The default value is empty: as an output it means "not wanted".</remarks>
public readonly ref struct MatrixSpan
{
    /// <summary>Creates a view of densely packed rows.</summary>
    /// <param name="values">Row-major values; exactly <c>rows * columns</c> of them.</param>
    /// <param name="rows">Number of rows, 0 or more.</param>
    /// <param name="columns">Number of columns, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="ArgumentException"><paramref name="values"/> does not hold <c>rows * columns</c> values.</exception>
    public MatrixSpan(Span<float> values, int rows, int columns)
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
    public MatrixSpan(Span<float> values, int rows, int columns, int rowStride)
    {
        MatrixShape.CheckStrided(values.Length, rows, columns, rowStride, nameof(values));
        Values = values;
        (Rows, Columns, RowStride) = (rows, columns, columns == 0 ? 0 : rowStride);
    }

    /// <summary>Gets the values, from the first value of the first row on.</summary>
    public Span<float> Values { get; }

    /// <summary>Gets the number of rows.</summary>
    public int Rows { get; }

    /// <summary>Gets the number of columns.</summary>
    public int Columns { get; }

    /// <summary>Gets the distance between the starts of two rows, in values; 0 when there are no columns.</summary>
    public int RowStride { get; }

    /// <summary>Gets a value indicating whether there is no value in the matrix.</summary>
    public bool IsEmpty => Rows == 0 || Columns == 0;

    /// <summary>Gets one row.</summary>
    /// <param name="row">Number of the row, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public Span<float> this[int row]
    {
        get
        {
            MatrixShape.CheckRow(row, Rows);
            return Values.Slice((int)((long)row * RowStride), Columns);
        }
    }

    /// <summary>Wraps an array that holds a matrix; nothing is copied.</summary>
    /// <param name="values">The matrix.</param>
    public static implicit operator MatrixSpan(float[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(MatrixShape.AsSpan(values), values.GetLength(0), values.GetLength(1));
    }

    /// <summary>Wraps a tensor of rank 2 whose rows are contiguous; nothing is copied.</summary>
    /// <param name="tensor">The tensor.</param>
    [SuppressMessage("Usage", "CA2225", Justification = "FromTensor is the named form.")]
    public static implicit operator MatrixSpan(TensorSpan<float> tensor) => FromTensor(tensor);

    /// <summary>Views a writable matrix as a read-only one.</summary>
    /// <param name="matrix">The matrix.</param>
    [SuppressMessage("Usage", "CA2225", Justification = "AsReadOnly is the named form.")]
    public static implicit operator ReadOnlyMatrixSpan(MatrixSpan matrix) => matrix.AsReadOnly();

    /// <summary>Wraps a tensor of rank 2 whose rows are contiguous; nothing is copied.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentException">The rank is not 2, the values of a row are not contiguous, or the tensor spans more than 2^31 - 1 values.</exception>
    public static MatrixSpan FromTensor(TensorSpan<float> tensor)
    {
        (int rows, int columns, int stride) = MatrixShape.OfTensor(tensor.Lengths, tensor.Strides, nameof(tensor));
        int length = MatrixShape.SpanLength(rows, columns, stride);
        return length == 0
            ? new([], rows, columns, stride)
            : new(MemoryMarshal.CreateSpan(ref tensor.GetPinnableReference(), length), rows, columns, stride);
    }

    /// <summary>Views the matrix as a read-only one.</summary>
    /// <returns>The view.</returns>
    public ReadOnlyMatrixSpan AsReadOnly() => new(Values, Rows, Columns, RowStride);

    /// <summary>Views some consecutive rows.</summary>
    /// <param name="start">First row.</param>
    /// <param name="count">Number of rows.</param>
    /// <returns>The view, shape <c>[count, Columns]</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rows are not all inside the matrix.</exception>
    public MatrixSpan SliceRows(int start, int count)
    {
        MatrixShape.CheckSlice(start, count, Rows);
        return count == 0 ? new([], 0, Columns, RowStride) : new(Values.Slice((int)((long)start * RowStride), MatrixShape.SpanLength(count, Columns, RowStride)), count, Columns, RowStride);
    }

    /// <summary>Views some consecutive columns of every row.</summary>
    /// <param name="start">First column.</param>
    /// <param name="count">Number of columns.</param>
    /// <returns>The view, shape <c>[Rows, count]</c>, with the same row stride.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The columns are not all inside the matrix.</exception>
    public MatrixSpan SliceColumns(int start, int count)
    {
        MatrixShape.CheckSlice(start, count, Columns);
        return Rows == 0 || count == 0 ? new([], Rows, count, RowStride) : new(Values[start..], Rows, count, RowStride);
    }

    /// <summary>Sets every value of every row; the gaps between strided rows are left alone.</summary>
    /// <param name="value">The value.</param>
    public void Fill(float value)
    {
        for (int row = 0; row < Rows; row++)
        {
            this[row].Fill(value);
        }
    }
}
