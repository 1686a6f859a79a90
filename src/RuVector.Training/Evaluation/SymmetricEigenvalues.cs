using System.Numerics.Tensors;

namespace RuVector.Training.Evaluation;

/// <summary>All eigenvalues of a symmetric matrix, in double: reflections make it tridiagonal, then each eigenvalue is found by halving an interval.</summary>
/// <remarks>
/// <para>Errors are about the rounding of the largest eigenvalue. Cost: 2 N^3 operations and N^2 divisions for each of some 55 halvings; 1024 rows take about a second.</para>
/// <para>Source: Golub, Van Loan, "Matrix Computations", 4th edition, 2013, sections 8.3.1 (Householder tridiagonalization) and 8.4.1 (bisection by Sturm sequences).</para>
/// </remarks>
internal static class SymmetricEigenvalues
{
    private const double Precision = 1.0 / (1L << 52);

    /// <summary>Computes the eigenvalues.</summary>
    /// <param name="matrix">Row-major, <c>[n, n]</c>, symmetric; overwritten.</param>
    /// <param name="n">Number of rows.</param>
    /// <returns>The eigenvalues, ascending, <c>[n]</c>.</returns>
    public static double[] Of(double[] matrix, int n)
    {
        double[] diagonal = new double[n];
        double[] squares = new double[n]; // of what stands before the diagonal; the first is 0
        double[] v = new double[n];
        double[] w = new double[n];
        for (int k = 0; k < n; k++)
        {
            diagonal[k] = matrix[(k * n) + k];
            if (k + 1 < n)
            {
                Span<double> column = v.AsSpan(k + 1);
                matrix.AsSpan((k * n) + k + 1, column.Length).CopyTo(column);
                squares[k + 1] = TensorPrimitives.SumOfSquares<double>(column);
                Reflect(matrix, n, k + 1, column, w.AsSpan(k + 1));
            }
        }

        return Bisect(diagonal, squares);
    }

    /// <summary>Applies the reflection that turns a column into a multiple of the first unit vector to the rest of the matrix, from both sides.</summary>
    private static void Reflect(double[] matrix, int n, int start, Span<double> v, Span<double> w)
    {
        double length = Math.Sqrt(TensorPrimitives.SumOfSquares<double>(v));
        if (length == 0 || v.Length == 1)
        {
            return;
        }

        v[0] += v[0] < 0 ? -length : length;
        TensorPrimitives.Divide(v, Math.Sqrt(TensorPrimitives.SumOfSquares<double>(v)), v);
        for (int i = 0; i < v.Length; i++)
        {
            w[i] = 2 * TensorPrimitives.Dot<double>(matrix.AsSpan(((start + i) * n) + start, v.Length), v);
        }

        TensorPrimitives.MultiplyAdd(v, -TensorPrimitives.Dot<double>(v, w), w, w);
        for (int i = 0; i < v.Length; i++)
        {
            Span<double> row = matrix.AsSpan(((start + i) * n) + start, v.Length);
            TensorPrimitives.MultiplyAdd(v, -w[i], row, row);
            TensorPrimitives.MultiplyAdd(w, -v[i], row, row);
        }
    }

    private static double[] Bisect(double[] diagonal, double[] squares)
    {
        double bound = 0;
        for (int i = 0; i < diagonal.Length; i++)
        {
            bound = Math.Max(bound, Math.Abs(diagonal[i]) + Math.Sqrt(squares[i]) + (i + 1 < squares.Length ? Math.Sqrt(squares[i + 1]) : 0));
        }

        double[] eigenvalues = new double[diagonal.Length];
        for (int i = 0; i < eigenvalues.Length; i++)
        {
            (double low, double high) = (i == 0 ? -bound : eigenvalues[i - 1], bound);
            while (high - low > Precision * bound)
            {
                double middle = low + ((high - low) / 2);
                if (middle <= low || middle >= high)
                {
                    break;
                }

                (low, high) = CountBelow(diagonal, squares, middle) > i ? (low, middle) : (middle, high);
            }

            eigenvalues[i] = low + ((high - low) / 2);
        }

        return eigenvalues;
    }

    /// <summary>Counts the eigenvalues below a number: the negative ones of the pivots of <c>T - x I</c>.</summary>
    private static int CountBelow(double[] diagonal, double[] squares, double x)
    {
        int count = 0;
        double pivot = 1;
        for (int i = 0; i < diagonal.Length; i++)
        {
            pivot = diagonal[i] - x - (squares[i] == 0 ? 0 : squares[i] / pivot);
            pivot = pivot == 0 ? double.Epsilon * (1L << 52) : pivot;
            count += pivot < 0 ? 1 : 0;
        }

        return count;
    }
}
