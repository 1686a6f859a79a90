using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>Averages of the rows and of the columns of a matrix <c>[R, C]</c>; that of an element is <c>row column / mean of all rows</c>. A block is a row.</summary>
internal readonly ref struct FactoredSecondMoment : ISecondMoment
{
    private readonly ReadOnlySpan<float> _rows;
    private readonly Span<float> _columnFactors;
    private readonly double _meanOfRows;

    /// <summary>Takes averages that are up to date.</summary>
    /// <param name="rows">Averages of the rows, <c>[R]</c>.</param>
    /// <param name="columns">Averages of the columns, <c>[C]</c>.</param>
    /// <param name="columnFactors">Overwritten with one over the root of each average of a column, <c>[C]</c>; belongs to this until the end.</param>
    public FactoredSecondMoment(ReadOnlySpan<float> rows, ReadOnlySpan<float> columns, Span<float> columnFactors)
    {
        double sum = 0;
        foreach (float row in rows)
        {
            sum += row;
        }

        for (int i = 0; i < columns.Length; i++)
        {
            columnFactors[i] = (float)(1 / Math.Sqrt(columns[i]));
        }

        _rows = rows;
        _columnFactors = columnFactors;
        _meanOfRows = sum / rows.Length;
    }

    public int BlockLength => _columnFactors.Length;

    /// <summary>Updates the averages: <c>(1 - take) average + take (mean of g^2 + epsilon)</c>, worked out in double.</summary>
    /// <param name="gradients">The gradients, <c>[R, C]</c>.</param>
    /// <param name="take">Weight of this step.</param>
    /// <param name="epsilon">What is added to every square.</param>
    /// <param name="rows">The averages of the rows, <c>[R]</c>.</param>
    /// <param name="columns">The averages of the columns, <c>[C]</c>.</param>
    public static void Update(ReadOnlySpan<float> gradients, double take, double epsilon, Span<float> rows, Span<float> columns)
    {
        using RentedArray<double> columnSums = new(columns.Length);
        columnSums.Span.Clear();
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<float> row = gradients.Slice(i * columns.Length, columns.Length);
            AddSquares(row, columnSums.Span);
            rows[i] = (float)(((1 - take) * rows[i]) + (take * ((GradientNorm.SumOfSquares(row) / columns.Length) + epsilon)));
        }

        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = (float)(((1 - take) * columns[i]) + (take * ((columnSums.Span[i] / rows.Length) + epsilon)));
        }
    }

    public double Direct(int block, ReadOnlySpan<float> gradients, Span<float> direction)
    {
        UpdateLoop.Run(default(ProductRule), new UpdateSlice { Parameters = direction, Gradients = gradients, First = _columnFactors, Decay = 0 });
        return Math.Sqrt(_meanOfRows / _rows[block]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSquares(ReadOnlySpan<float> values, Span<double> sums)
    {
        sums = sums[..values.Length];
        ReadOnlySpan<Vector128<float>> fours = MemoryMarshal.Cast<float, Vector128<float>>(values);
        Span<Vector256<double>> sumsOfFours = MemoryMarshal.Cast<double, Vector256<double>>(sums);
        for (int i = 0; i < fours.Length && i < sumsOfFours.Length; i++)
        {
            Vector256<double> wide = Vector256.Create(Vector128.WidenLower(fours[i]), Vector128.WidenUpper(fours[i]));
            sumsOfFours[i] += wide * wide;
        }

        for (int i = fours.Length * Vector128<float>.Count; i < values.Length; i++)
        {
            sums[i] += (double)values[i] * values[i];
        }
    }
}
