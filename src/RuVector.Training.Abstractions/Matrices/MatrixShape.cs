using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RuVector.Training;

/// <summary>The shape rules that both matrix views share; sizes are multiplied in 64 bits.</summary>
internal static class MatrixShape
{
    public static void CheckDense(int length, int rows, int columns, string paramName)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (length != (long)rows * columns)
        {
            throw new ArgumentException($"Expected {(long)rows * columns} values for a matrix of shape [{rows}, {columns}], but got {length}.", paramName);
        }
    }

    public static void CheckStrided(int length, int rows, int columns, int rowStride, string paramName)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(rowStride, columns);
        long needed = Extent(rows, columns, rowStride);
        if (length < needed)
        {
            throw new ArgumentException($"Expected at least {needed} values for a matrix of shape [{rows}, {columns}] with row stride {rowStride}, but got {length}.", paramName);
        }
    }

    public static void CheckRow(int row, int rows)
    {
        if ((uint)row >= (uint)rows)
        {
            RefuseRow(row, rows); // apart, so that the check itself is inlined
        }
    }

    public static void CheckSlice(int start, int count, int length)
    {
        if (start < 0 || count < 0 || (long)start + count > length)
        {
            throw new ArgumentOutOfRangeException(nameof(start), start, $"Expected a slice inside 0..{length}, but got {start}..{(long)start + count}.");
        }
    }

    /// <summary>Number of values from the first of the first row to the last of the last row.</summary>
    public static int SpanLength(int rows, int columns, int rowStride) => checked((int)Extent(rows, columns, rowStride));

    public static Span<float> AsSpan(float[,] values) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, float>(ref MemoryMarshal.GetArrayDataReference(values)), values.Length);

    public static float[] Flatten(float[][] rows, out int columns)
    {
        columns = rows.Length == 0 || rows[0] is null ? 0 : rows[0].Length;
        float[] values = new float[checked(rows.Length * columns)];
        for (int row = 0; row < rows.Length; row++)
        {
            if (rows[row] is null)
            {
                throw new ArgumentException($"Expected every row to be a vector, but row {row} is null.", nameof(rows));
            }

            if (rows[row].Length != columns)
            {
                throw new ArgumentException($"Expected every row to have {columns} values, as row 0 has, but row {row} has {rows[row].Length}.", nameof(rows));
            }

            rows[row].CopyTo(values, row * columns);
        }

        return values;
    }

    public static (int Rows, int Columns, int RowStride) OfTensor(ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, string paramName)
    {
        if (lengths.Length != 2)
        {
            throw new ArgumentException($"Expected a tensor of rank 2, but got rank {lengths.Length}.", paramName);
        }

        (long rows, long columns) = (lengths[0], lengths[1]);
        long rowStride = rows > 1 ? strides[0] : columns;
        if (columns > 1 && strides[1] != 1)
        {
            throw new ArgumentException($"Expected the values of a row to be contiguous (stride 1), but got stride {strides[1]}.", paramName);
        }

        bool fits = rows <= int.MaxValue && columns <= int.MaxValue && rowStride <= int.MaxValue && Extent(rows, columns, rowStride) <= int.MaxValue;
        return fits
            ? ((int)rows, (int)columns, (int)rowStride)
            : throw new ArgumentException($"Expected a tensor that spans at most {int.MaxValue} values, but got shape [{rows}, {columns}] with row stride {rowStride}.", paramName);
    }

    [DoesNotReturn]
    private static void RefuseRow(int row, int rows) =>
        throw new ArgumentOutOfRangeException(nameof(row), row, $"Expected a row from 0 to {rows - 1}, but got {row}.");

    private static long Extent(long rows, long columns, long rowStride) => rows == 0 || columns == 0 ? 0 : ((rows - 1) * rowStride) + columns;
}
