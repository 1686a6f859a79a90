using System.Numerics.Tensors;
using RuVector.Training.Numerics;

namespace RuVector.Training.Evaluation;

/// <summary>Tells whether embeddings spread out or collapse to a point, a line or a few directions.</summary>
/// <remarks>
/// <para>Of unit vectors x_1 ... x_N: effective rank <c>exp(-sum_i p_i log p_i)</c>, <c>p_i = s_i / sum_j s_j</c>, with the singular values s of the matrix of the vectors, not centred, so that N copies of one vector have rank 1;
/// uniformity <c>log mean_{i &lt; j} exp(-2 |x_i - x_j|^2)</c>; length of the mean <c>|sum_i x_i / N|</c>.</para>
/// <para>Zero vectors are left out and counted. The singular values come from the eigenvalues of the smaller one of <c>X^T X</c> and <c>X X^T</c>, in double: 2 min(N, D)^3 operations, a second for 1024.</para>
/// <para>Source: Roy, Vetterli, "The effective rank: A measure of effective dimensionality", 2007; Wang, Isola, "Understanding Contrastive Representation Learning through Alignment and Uniformity on the Hypersphere", 2020.</para>
/// </remarks>
public static class HealthEvaluator
{
    private const int TileRows = 256;

    /// <summary>Measures the spread of vectors.</summary>
    /// <param name="vectors">Shape <c>[N, D]</c>.</param>
    /// <param name="maxRows">How many are looked at, 1 or more; of more, every (N / maxRows)-th one. Time grows with its square.</param>
    /// <returns>The indicators.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxRows"/> is less than 1.</exception>
    /// <exception cref="NonFiniteValueException">A vector holds NaN or an infinity.</exception>
    public static EmbeddingHealth Evaluate(ReadOnlyMatrixSpan vectors, int maxRows = 4096)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRows, 1);
        FiniteRows.Require(vectors, nameof(vectors));
        int looked = Math.Min(vectors.Rows, maxRows);
        double[] unit = new double[checked(looked * vectors.Columns)];
        int rows = 0;
        for (int i = 0; i < looked; i++)
        {
            ReadOnlySpan<float> vector = vectors[(int)((long)i * vectors.Rows / looked)];
            if (UnitRows.Length(vector) is > 0 and var length)
            {
                Span<double> target = unit.AsSpan(rows++ * vectors.Columns, vectors.Columns);
                TensorPrimitives.ConvertTruncating(vector, target);
                TensorPrimitives.Divide(target, length, target);
                TensorPrimitives.Divide(target, TensorPrimitives.Norm<double>(target), target);
            }
        }

        ReadOnlySpan<double> kept = unit.AsSpan(0, rows * vectors.Columns);
        return new(rows, looked - rows, vectors.Columns, EffectiveRank(kept, rows, vectors.Columns), Uniformity(kept, rows, vectors.Columns), MeanLength(kept, rows, vectors.Columns));
    }

    private static double EffectiveRank(ReadOnlySpan<double> unit, int rows, int columns)
    {
        if (rows == 0)
        {
            return 0;
        }

        int n = Math.Min(rows, columns);
        double[] eigenvalues = SymmetricEigenvalues.Of(rows < columns ? Products(unit, rows, columns) : Moments(unit, rows, columns), n);
        double noise = eigenvalues[^1] * n / (1L << 50);
        double[] singular = [.. eigenvalues.Where(value => value > noise).Select(Math.Sqrt)];
        double sum = singular.Sum();
        return Math.Exp(-singular.Sum(value => value / sum * Math.Log(value / sum)));
    }

    /// <summary><c>X X^T</c>.</summary>
    private static double[] Products(ReadOnlySpan<double> unit, int rows, int columns)
    {
        double[] products = new double[rows * rows];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double product = TensorPrimitives.Dot(unit.Slice(i * columns, columns), unit.Slice(j * columns, columns));
                (products[(i * rows) + j], products[(j * rows) + i]) = (product, product);
            }
        }

        return products;
    }

    /// <summary><c>X^T X</c>.</summary>
    private static double[] Moments(ReadOnlySpan<double> unit, int rows, int columns)
    {
        double[] moments = new double[columns * columns];
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<double> x = unit.Slice(row * columns, columns);
            for (int i = 0; i < columns; i++)
            {
                Span<double> sums = moments.AsSpan((i * columns) + i, columns - i);
                TensorPrimitives.MultiplyAdd(x[i..], x[i], sums, sums);
            }
        }

        for (int i = 0; i < columns; i++)
        {
            for (int j = 0; j < i; j++)
            {
                moments[(i * columns) + j] = moments[(j * columns) + i];
            }
        }

        return moments;
    }

    /// <summary>From <c>|a - b|^2 = 2 - 2 a.b</c>, a tile of rows at a time.</summary>
    private static double Uniformity(ReadOnlySpan<double> unit, int rows, int columns)
    {
        if (rows < 2)
        {
            return 0;
        }

        float[] singles = new float[unit.Length];
        TensorPrimitives.ConvertTruncating(unit, singles.AsSpan());
        ReadOnlyMatrixSpan all = new(singles, rows, columns);
        using RentedArray<float> memory = new(checked(Math.Min(TileRows, rows) * rows));
        double sum = 0;
        for (int start = 0; start < rows; start += TileRows)
        {
            int count = Math.Min(TileRows, rows - start);
            MatrixSpan products = new(memory.Span[..(count * (start + count))], count, start + count);
            MatrixProduct.MultiplyTransposed(all.SliceRows(start, count), all.SliceRows(0, start + count), products);
            for (int i = 0; i < count; i++)
            {
                Span<float> before = products[i][..(start + i)];
                TensorPrimitives.Multiply(before, 4, before);
                TensorPrimitives.Subtract(before, 4, before);
                StableMath.Exp(before, before);
                sum += TensorPrimitives.Sum<float>(before);
            }
        }

        return Math.Min(0, Math.Log(sum / (rows * (rows - 1.0) / 2)));
    }

    private static double MeanLength(ReadOnlySpan<double> unit, int rows, int columns)
    {
        double[] sum = new double[columns];
        for (int row = 0; row < rows; row++)
        {
            TensorPrimitives.Add(sum, unit.Slice(row * columns, columns), sum);
        }

        return rows == 0 || columns == 0 ? 0 : Math.Min(1, TensorPrimitives.Norm<double>(sum) / rows);
    }
}
