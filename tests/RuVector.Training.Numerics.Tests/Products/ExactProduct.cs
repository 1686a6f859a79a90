using System.Numerics.Tensors;
using RuVector.Training.TestKit;

namespace RuVector.Training.Numerics.Tests;

/// <summary>Products of every size up to a largest one, against sums in double that grow by one inner step at a time: the reference of a smaller product is a corner of it.</summary>
internal sealed class ExactProduct
{
    private const double RelativeToTerms = 5e-7;
    private const float Gap = 12345f;
    private readonly float[,] _a, _transposedA, _b, _transposedB;
    private readonly double[][] _sums, _terms;
    private readonly float[] _c, _start;
    private readonly double[] _step, _stepSize;

    public ExactProduct(int rows, int columns, int inner, int seed)
    {
        (_a, _transposedB) = (Batches.Matrix(rows, inner, seed), Batches.Matrix(columns, inner, seed + 1));
        (_transposedA, _b) = (Transpose(_a), Transpose(_transposedB));
        (_sums, _terms) = (Zeros(rows, columns), Zeros(rows, columns));
        (_start, _c) = (Batches.Vector(columns, seed + 2), new float[rows * (columns + 2)]);
        (_step, _stepSize) = (new double[columns], new double[columns]);
    }

    /// <summary>Gets the number of inner steps that the reference has taken.</summary>
    public int Inner { get; private set; }

    public void Advance()
    {
        for (int j = 0; j < _step.Length; j++)
        {
            (_step[j], _stepSize[j]) = (_b[Inner, j], Math.Abs((double)_b[Inner, j]));
        }

        for (int i = 0; i < _sums.Length; i++)
        {
            TensorPrimitives.MultiplyAdd<double>(_step, _a[i, Inner], _sums[i], _sums[i]);
            TensorPrimitives.MultiplyAdd<double>(_stepSize, Math.Abs((double)_a[i, Inner]), _terms[i], _terms[i]);
        }

        Inner++;
    }

    /// <summary>Checks all three products of one size; the operands are corners of larger matrices.</summary>
    public void Check(int rows, int columns)
    {
        MatrixSpan c = new(_c, rows, columns, columns + ((rows + columns) % 3));
        ReadOnlyMatrixSpan a = Corner(_a, rows, Inner), transposedA = Corner(_transposedA, Inner, rows), b = Corner(_b, Inner, columns), transposedB = Corner(_transposedB, columns, Inner);
        Prepare(c);
        MatrixProduct.MultiplyTransposed(a, transposedB, c);
        Compare(c, adds: false, nameof(MatrixProduct.MultiplyTransposed));
        Prepare(c);
        MatrixProduct.AddMultiply(a, b, c);
        Compare(c, adds: true, nameof(MatrixProduct.AddMultiply));
        Prepare(c);
        MatrixProduct.AddTransposedMultiply(transposedA, b, c);
        Compare(c, adds: true, nameof(MatrixProduct.AddTransposedMultiply));
    }

    private static ReadOnlyMatrixSpan Corner(float[,] matrix, int rows, int columns) => ((ReadOnlyMatrixSpan)matrix).SliceRows(0, rows).SliceColumns(0, columns);

    private void Prepare(MatrixSpan c)
    {
        _c.AsSpan(0, Math.Min(_c.Length, (c.Rows + 1) * c.RowStride)).Fill(Gap);
        for (int i = 0; i < c.Rows; i++)
        {
            _start.AsSpan(0, c.Columns).CopyTo(c[i]);
        }
    }

    private void Compare(MatrixSpan c, bool adds, string product)
    {
        for (int i = 0; i < c.Rows; i++)
        {
            ReadOnlySpan<float> row = c[i];
            ReadOnlySpan<double> sums = _sums[i], terms = _terms[i];
            for (int j = 0; j < row.Length; j++)
            {
                double start = adds ? _start[j] : 0;
                if (!(Math.Abs(row[j] - (sums[j] + start)) <= RelativeToTerms * (terms[j] + Math.Abs(start))))
                {
                    Assert.Fail(FormattableString.Invariant($"{product} [{c.Rows}, {c.Columns}, {Inner}]: expected {sums[j] + start} at [{i}, {j}], but got {row[j]}."));
                }
            }

            int end = (i * c.RowStride) + c.Columns;
            if (_c.AsSpan(end, c.RowStride - c.Columns).ContainsAnyExcept(Gap))
            {
                Assert.Fail(FormattableString.Invariant($"{product} [{c.Rows}, {c.Columns}, {Inner}]: wrote behind row {i}."));
            }
        }
    }

    private static float[,] Transpose(float[,] matrix)
    {
        float[,] transposed = new float[matrix.GetLength(1), matrix.GetLength(0)];
        for (int i = 0; i < matrix.GetLength(0); i++)
        {
            for (int j = 0; j < matrix.GetLength(1); j++)
            {
                transposed[j, i] = matrix[i, j];
            }
        }

        return transposed;
    }

    private static double[][] Zeros(int rows, int columns) => [.. Enumerable.Range(0, rows).Select(_ => new double[columns])];
}
