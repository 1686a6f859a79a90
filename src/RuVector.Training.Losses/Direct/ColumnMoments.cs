using System.Runtime.CompilerServices;

namespace RuVector.Training.Losses;

/// <summary>Means and spreads of the columns of a matrix, in double.</summary>
internal static class ColumnMoments
{
    /// <summary>Computes the mean of every column and the sum of squared deviations from it.</summary>
    /// <param name="rows">Shape <c>[N, D]</c>, at least one row.</param>
    /// <param name="means">Overwritten, <c>[D]</c>.</param>
    /// <param name="squares">Overwritten, <c>[D]</c>: N times the population variance.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute(ReadOnlyMatrixSpan rows, Span<double> means, Span<double> squares)
    {
        means.Clear();
        squares.Clear();
        for (int i = 0; i < rows.Rows; i++)
        {
            ReadOnlySpan<float> row = rows[i];
            for (int j = 0; j < row.Length; j++)
            {
                means[j] += row[j];
            }
        }

        for (int j = 0; j < means.Length; j++)
        {
            means[j] /= rows.Rows;
        }

        for (int i = 0; i < rows.Rows; i++)
        {
            ReadOnlySpan<float> row = rows[i];
            for (int j = 0; j < row.Length; j++)
            {
                double deviation = row[j] - means[j];
                squares[j] += deviation * deviation;
            }
        }
    }

    /// <summary>Computes <c>(x_ij - mean_j) * scale_j</c>; no scales are scales of 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Center(ReadOnlyMatrixSpan rows, ReadOnlySpan<double> means, ReadOnlySpan<double> scales, MatrixSpan centered)
    {
        for (int i = 0; i < rows.Rows; i++)
        {
            ReadOnlySpan<float> row = rows[i];
            Span<float> target = centered[i];
            for (int j = 0; j < row.Length; j++)
            {
                target[j] = (float)((row[j] - means[j]) * (scales.IsEmpty ? 1 : scales[j]));
            }
        }
    }
}
