namespace RuVector.Training.TestKit;

/// <summary>Losses of one view or of two, row i of one with row i of the other.</summary>
public static partial class Oracle
{
    /// <summary>The population variance, over dimensions, of the population variance of each dimension.</summary>
    public static double VarianceSpread(double[,] x)
    {
        if (x.Length == 0)
        {
            return 0;
        }

        double[] variances = [.. Enumerable.Range(0, x.GetLength(1)).Select(j => Covariance(x, j, x, j, x.GetLength(0)))];
        double mean = variances.Average();
        return variances.Average(v => (v - mean) * (v - mean));
    }

    /// <summary>VICReg with factors of its three parts; the second view may have more rows, which are not looked at.</summary>
    public static double VicReg(double[,] x, double[,] y, double invariance = 25, double variance = 25, double covariance = 1, double epsilon = 1e-4)
    {
        (int rows, int dimension) = (x.GetLength(0), x.GetLength(1));
        if (rows < 2)
        {
            return 0;
        }

        double value = 0;
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < dimension; j++)
            {
                value += invariance * (x[i, j] - y[i, j]) * (x[i, j] - y[i, j]) / (rows * dimension);
            }
        }

        foreach (double[,] view in (double[][,])[x, FirstRows(y, rows)])
        {
            for (int j = 0; j < dimension; j++)
            {
                value += variance / 2 * Hinge(1 - Math.Sqrt(Covariance(view, j, view, j, rows - 1) + epsilon)) / dimension;
                for (int k = 0; k < dimension; k++)
                {
                    value += j == k ? 0 : covariance * Math.Pow(Covariance(view, j, view, k, rows - 1), 2) / dimension;
                }
            }
        }

        return value;
    }

    /// <summary>Barlow Twins; the second view may have more rows, which are not looked at.</summary>
    public static double BarlowTwins(double[,] x, double[,] y, double redundancy = 0.0051, double epsilon = 1e-5)
    {
        (int rows, int dimension) = (x.GetLength(0), x.GetLength(1));
        if (rows < 2)
        {
            return 0;
        }

        double[,] second = FirstRows(y, rows);
        double[] scalesX = [.. Enumerable.Range(0, dimension).Select(j => Math.Sqrt(Covariance(x, j, x, j, rows) + epsilon))];
        double[] scalesY = [.. Enumerable.Range(0, dimension).Select(j => Math.Sqrt(Covariance(second, j, second, j, rows) + epsilon))];
        double value = 0;
        for (int j = 0; j < dimension; j++)
        {
            for (int k = 0; k < dimension; k++)
            {
                double correlation = Covariance(x, j, second, k, rows) / (scalesX[j] * scalesY[k]);
                value += j == k ? (1 - correlation) * (1 - correlation) : redundancy * correlation * correlation;
            }
        }

        return value;
    }

    /// <summary>Alignment and uniformity; the second view may have more rows, which are not looked at.</summary>
    public static double AlignmentUniformity(double[,] x, double[,] y, double alpha = 2, double scale = 2, double alignment = 1, double uniformity = 1, bool normalize = true)
    {
        int rows = x.GetLength(0);
        double[,] first = normalize ? Units(x) : x;
        double[,] second = FirstRows(normalize ? Units(y) : y, rows);
        double value = 0;
        for (int i = 0; i < rows; i++)
        {
            value += alignment * Math.Pow(Score(ScoreMeasure.Euclidean, first, i, second, i), alpha) / rows;
        }

        if (rows < 2)
        {
            return value;
        }

        foreach (double[,] view in (double[][,])[first, second])
        {
            double sum = 0;
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    sum += Math.Exp(-scale * Score(ScoreMeasure.SquaredEuclidean, view, i, view, j));
                }
            }

            value += uniformity / 2 * Math.Log(sum / (rows * (rows - 1) / 2));
        }

        return value;
    }

    private static double[,] Units(double[,] x)
    {
        double[,] result = new double[x.GetLength(0), x.GetLength(1)];
        for (int i = 0; i < x.GetLength(0); i++)
        {
            double length = Math.Sqrt(Score(ScoreMeasure.Dot, x, i, x, i));
            for (int j = 0; j < x.GetLength(1); j++)
            {
                result[i, j] = length == 0 ? 0 : x[i, j] / length;
            }
        }

        return result;
    }

    private static double[,] FirstRows(double[,] x, int rows)
    {
        double[,] result = new double[rows, x.GetLength(1)];
        Array.Copy(x, result, result.Length);
        return result;
    }

    private static double Covariance(double[,] x, int j, double[,] y, int k, double divisor)
    {
        (double meanX, double meanY) = (0, 0);
        for (int i = 0; i < x.GetLength(0); i++)
        {
            meanX += x[i, j] / x.GetLength(0);
            meanY += y[i, k] / x.GetLength(0);
        }

        double sum = 0;
        for (int i = 0; i < x.GetLength(0); i++)
        {
            sum += (x[i, j] - meanX) * (y[i, k] - meanY);
        }

        return sum / divisor;
    }
}
