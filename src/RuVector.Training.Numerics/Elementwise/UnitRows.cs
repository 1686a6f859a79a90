namespace RuVector.Training.Numerics;

/// <summary>Lengths of rows and rows of length 1, without overflow or underflow.</summary>
/// <remarks>
/// <para>A row whose Euclidean length is below <see cref="ZeroLength"/> is a zero row: length 0, unit row of zeros, gradient 0. Above it every finite row works: the sum of squares
/// and the quotient are taken in double where float32 would overflow or lose digits.</para>
/// </remarks>
public static class UnitRows
{
    /// <summary>The length below which a row counts as zero.</summary>
    public const float ZeroLength = 1e-30f;

    private const float SmallestSafeSquare = 1e-24f;
    private const float LargestSafeSquare = 1e30f;

    /// <summary>Computes the Euclidean length of a vector.</summary>
    /// <param name="values">Finite values.</param>
    /// <returns>The length; 0 for a vector that counts as zero.</returns>
    public static double Length(ReadOnlySpan<float> values)
    {
        float square = RowKernels.Dot(values, values);
        double length = Math.Sqrt(square is > SmallestSafeSquare and < LargestSafeSquare ? square : SumOfSquaresInDouble(values));
        return length < ZeroLength ? 0 : length;
    }

    /// <summary>Counts the rows that count as zero.</summary>
    /// <param name="rows">Finite rows, shape <c>[N, D]</c>.</param>
    /// <returns>The number of zero rows.</returns>
    public static int CountZeroRows(ReadOnlyMatrixSpan rows)
    {
        int count = 0;
        for (int row = 0; row < rows.Rows; row++)
        {
            count += Length(rows[row]) == 0 ? 1 : 0;
        }

        return count;
    }

    /// <summary>Divides every row by its length.</summary>
    /// <param name="source">Finite rows, shape <c>[N, D]</c>.</param>
    /// <param name="unit">Overwritten with rows of length 1, or 0 for zero rows; shape <c>[N, D]</c>; may be the source.</param>
    /// <param name="lengths">Overwritten with the length of each row, <c>[N]</c>; 0 for zero rows.</param>
    /// <returns>The number of zero rows.</returns>
    /// <exception cref="ArgumentException">An output does not have the shape of the source; nothing was written.</exception>
    public static int Normalize(ReadOnlyMatrixSpan source, MatrixSpan unit, Span<double> lengths)
    {
        if (unit.Rows != source.Rows || unit.Columns != source.Columns)
        {
            throw new ArgumentException($"Expected unit rows of shape [{source.Rows}, {source.Columns}], but got [{unit.Rows}, {unit.Columns}].", nameof(unit));
        }

        if (lengths.Length != source.Rows)
        {
            throw new ArgumentException($"Expected {source.Rows} lengths, one for each row, but got {lengths.Length}.", nameof(lengths));
        }

        int zeroRows = 0;
        for (int row = 0; row < source.Rows; row++)
        {
            lengths[row] = Length(source[row]);
            if (lengths[row] == 0)
            {
                zeroRows++;
                unit[row].Clear();
            }
            else
            {
                Scale(source[row], 1 / lengths[row], unit[row]);
            }
        }

        return zeroRows;
    }

    /// <summary>Turns a gradient with respect to a unit row into the gradient with respect to the row itself: <c>(g - (g.u) u) / length</c>, times a factor.</summary>
    /// <param name="unit">The unit row, <c>[D]</c>.</param>
    /// <param name="length">The length of the row; 0 gives a gradient of exactly 0.</param>
    /// <param name="factor">A factor of the result.</param>
    /// <param name="gradient">The gradient with respect to the unit row, <c>[D]</c>; overwritten with the result.</param>
    public static void PullBack(ReadOnlySpan<float> unit, double length, double factor, Span<float> gradient)
    {
        if (length == 0)
        {
            gradient.Clear();
            return;
        }

        PullBack(unit, scale: 1, length, factor, gradient);
    }

    /// <summary>The same for a row and the number that makes it a unit row.</summary>
    internal static void PullBack(ReadOnlySpan<float> row, float scale, double length, double factor, Span<float> gradient) =>
        PullBack(gradient, 1, row, scale, length, factor, gradient);

    /// <summary>The same for a gradient that is a multiple of another row, which need not exist.</summary>
    internal static void PullBack(ReadOnlySpan<float> other, float otherFactor, ReadOnlySpan<float> row, float scale, double length, double factor, Span<float> gradient)
    {
        float along = RowKernels.Dot(other, otherFactor, row, scale);
        RowKernels.Combine(other, otherFactor, row, scale, -along, (float)(factor / length), gradient);
    }

    /// <summary>Multiplies a row by a factor, in double where the factor leaves the range of float32.</summary>
    internal static void Scale(ReadOnlySpan<float> source, double factor, Span<float> target)
    {
        if (float.IsNormal((float)factor))
        {
            RowKernels.Multiply(source, (float)factor, target);
            return;
        }

        for (int i = 0; i < source.Length; i++)
        {
            target[i] = (float)(factor * source[i]);
        }
    }

    private static double SumOfSquaresInDouble(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
        {
            sum += (double)value * value;
        }

        return sum;
    }
}
