namespace RuVector.Training.TestKit;

/// <summary>Optimizers that know the shape of a tensor, and the schedule-free one, as slow, obvious loops in double.</summary>
/// <remarks>Each method takes one step over one tensor; the moments are the caller's, zeros at first, and steps count from 1.</remarks>
public static class TensorOptimizerOracle
{
    /// <summary>LAMB.</summary>
    public static void Lamb(double[] p, ReadOnlySpan<float> g, double[] m, double[] v, int step, double learningRate, double beta1, double beta2, double epsilon, double decay)
    {
        double[] direction = new double[p.Length];
        for (int i = 0; i < p.Length; i++)
        {
            m[i] = (beta1 * m[i]) + ((1 - beta1) * g[i]);
            v[i] = (beta2 * v[i]) + ((1 - beta2) * g[i] * g[i]);
            direction[i] = (m[i] / (1 - Math.Pow(beta1, step)) / (Math.Sqrt(v[i] / (1 - Math.Pow(beta2, step))) + epsilon)) + (decay * p[i]);
        }

        (double own, double other) = (Norm(p), Norm(direction));
        double ratio = own > 0 && other > 0 ? own / other : 1;
        for (int i = 0; i < p.Length; i++)
        {
            p[i] -= learningRate * ratio * direction[i];
        }
    }

    /// <summary>Adafactor over a tensor that is not a matrix (no columns) or over a matrix, whose averages are <paramref name="rows"/> and <paramref name="columns"/>.</summary>
    public static void Adafactor(
        double[] p,
        ReadOnlySpan<float> g,
        double[] rows,
        double[] columns,
        double[] average,
        int step,
        double rate,
        double scaleAtLeast,
        double epsilon = 1e-30,
        double clip = 1,
        double decayRate = -0.8f,
        double beta1 = 0,
        double decay = 0)
    {
        double beta2 = 1 - Math.Pow(step, decayRate);
        double[] update = new double[p.Length];
        int width = Math.Max(1, columns.Length);
        double[] rowMeans = new double[rows.Length], columnMeans = new double[columns.Length];
        for (int i = 0; i < p.Length; i++)
        {
            double square = ((double)g[i] * g[i]) + epsilon;
            rowMeans[i / width] += square / width;
            if (columns.Length > 0)
            {
                columnMeans[i % width] += square / rows.Length;
            }
        }

        Average(rows, rowMeans, beta2);
        Average(columns, columnMeans, beta2);
        for (int i = 0; i < p.Length; i++)
        {
            double second = columns.Length > 0 ? rows[i / width] * columns[i % width] / rows.Average() : rows[i];
            update[i] = g[i] / Math.Sqrt(second);
        }

        double scale = scaleAtLeast > 0 ? Math.Max(scaleAtLeast, Norm(p) / Math.Sqrt(p.Length)) : 1;
        double shorter = Math.Max(1, Norm(update) / Math.Sqrt(p.Length) / clip);
        for (int i = 0; i < p.Length; i++)
        {
            average[i] = (beta1 * average[i]) + ((1 - beta1) * rate * scale * update[i] / shorter);
            p[i] -= decay * rate * p[i];
            p[i] -= average[i];
        }
    }

    /// <summary>Muon over a matrix.</summary>
    public static void Muon(double[,] p, float[,] g, double[,] momentum, double learningRate, double keep, bool nesterov, double epsilon, double decay, bool matchRms)
    {
        (int rows, int columns) = (p.GetLength(0), p.GetLength(1));
        double[,] direction = new double[rows, columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                momentum[i, j] = (keep * momentum[i, j]) + ((1 - keep) * g[i, j]);
                direction[i, j] = nesterov ? (keep * momentum[i, j]) + ((1 - keep) * g[i, j]) : momentum[i, j];
            }
        }

        double[,] orthogonal = NewtonSchulz(Scaled(direction, 1 / Math.Max(epsilon, Norm(direction.Cast<double>()))));
        double factor = matchRms ? 0.2 * Math.Sqrt(Math.Max(rows, columns)) : Math.Sqrt(Math.Max(1, (double)rows / columns));
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                p[i, j] -= learningRate * decay * p[i, j];
                p[i, j] -= learningRate * factor * orthogonal[i, j];
            }
        }
    }

    /// <summary>Five Newton-Schulz steps <c>X = a X + (b A + c A^2) X</c> with <c>A = X X^T</c>, whatever the shape.</summary>
    public static double[,] NewtonSchulz(double[,] x)
    {
        for (int step = 0; step < 5; step++)
        {
            double[,] a = Product(x, Transposed(x));
            double[,] ax = Product(a, x);
            x = Sum(Sum(Scaled(x, 3.4445), Scaled(ax, -4.775)), Scaled(Product(a, ax), 2.0315));
        }

        return x;
    }

    /// <summary>Schedule-free AdamW; <paramref name="sum"/> is the sum of weights so far, <paramref name="largestRate"/> the largest learning rate so far.</summary>
    public static void ScheduleFreeAdamW(
        double[] y, ReadOnlySpan<float> g, double[] z, double[] x, double[] v, ref double sum, ref double largestRate, int step, double rate, double beta1, double beta2, double epsilon, double decay, double power)
    {
        if (step == 1)
        {
            y.CopyTo(z, 0);
            y.CopyTo(x, 0);
        }

        largestRate = Math.Max(largestRate, rate);
        double weight = Math.Pow(step, power) * largestRate * largestRate;
        sum += weight;
        for (int i = 0; i < y.Length; i++)
        {
            v[i] = (beta2 * v[i]) + ((1 - beta2) * g[i] * g[i]);
            z[i] -= rate * ((g[i] / (Math.Sqrt(v[i] / (1 - Math.Pow(beta2, step))) + epsilon)) + (decay * y[i]));
            x[i] += weight / sum * (z[i] - x[i]);
            y[i] = ((1 - beta1) * z[i]) + (beta1 * x[i]);
        }
    }

    /// <summary>The singular values of a matrix, in ascending order: roots of the eigenvalues of its smaller Gram matrix, by Jacobi rotations.</summary>
    public static double[] SingularValues(double[,] matrix)
    {
        double[,] a = matrix.GetLength(0) <= matrix.GetLength(1) ? Product(matrix, Transposed(matrix)) : Product(Transposed(matrix), matrix);
        int n = a.GetLength(0);
        for (int sweep = 0; sweep < 30; sweep++)
        {
            for (int i = 0; i < n; i++)
            {
                for (int j = i + 1; j < n; j++)
                {
                    Rotate(a, i, j);
                }
            }
        }

        return [.. Enumerable.Range(0, n).Select(i => Math.Sqrt(Math.Max(0, a[i, i]))).Order()];
    }

    private static void Average(double[] averages, double[] means, double keep)
    {
        for (int i = 0; i < averages.Length; i++)
        {
            averages[i] = (keep * averages[i]) + ((1 - keep) * means[i]);
        }
    }

    private static double Norm(IEnumerable<double> values) => Math.Sqrt(values.Sum(static value => value * value));

    private static double[,] Product(double[,] a, double[,] b)
    {
        double[,] product = new double[a.GetLength(0), b.GetLength(1)];
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < b.GetLength(1); j++)
            {
                for (int k = 0; k < a.GetLength(1); k++)
                {
                    product[i, j] += a[i, k] * b[k, j];
                }
            }
        }

        return product;
    }

    private static double[,] Transposed(double[,] a) => Matrix(a.GetLength(1), a.GetLength(0), (i, j) => a[j, i]);

    private static double[,] Scaled(double[,] a, double factor) => Matrix(a.GetLength(0), a.GetLength(1), (i, j) => factor * a[i, j]);

    private static double[,] Sum(double[,] a, double[,] b) => Matrix(a.GetLength(0), a.GetLength(1), (i, j) => a[i, j] + b[i, j]);

    private static double[,] Matrix(int rows, int columns, Func<int, int, double> element)
    {
        double[,] matrix = new double[rows, columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                matrix[i, j] = element(i, j);
            }
        }

        return matrix;
    }

    /// <summary>Turns the axes i and j of a symmetric matrix so that its element (i, j) becomes 0.</summary>
    private static void Rotate(double[,] a, int i, int j)
    {
        if (a[i, j] == 0)
        {
            return;
        }

        double angle = 0.5 * Math.Atan2(2 * a[i, j], a[j, j] - a[i, i]);
        (double sine, double cosine) = Math.SinCos(angle);
        for (int k = 0; k < a.GetLength(0); k++)
        {
            (a[k, i], a[k, j]) = ((cosine * a[k, i]) - (sine * a[k, j]), (sine * a[k, i]) + (cosine * a[k, j]));
        }

        for (int k = 0; k < a.GetLength(0); k++)
        {
            (a[i, k], a[j, k]) = ((cosine * a[i, k]) - (sine * a[j, k]), (sine * a[i, k]) + (cosine * a[j, k]));
        }
    }
}
