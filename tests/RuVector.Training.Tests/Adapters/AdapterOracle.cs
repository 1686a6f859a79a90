namespace RuVector.Training.Tests.Adapters;

/// <summary>Adapters on one row, in double, element by element; parameters are in the order of the flat buffer.</summary>
internal static class AdapterOracle
{
    public static double[] Linear(double[] x, double[] p, bool bias)
    {
        int d = x.Length;
        double[] y = Multiply(x, p, d);
        return [.. y.Select((change, j) => x[j] + change + (bias ? p[(d * d) + j] : 0))];
    }

    public static double[] LowRank(double[] x, double[] p, int rank, bool bias)
    {
        int d = x.Length;
        double[] y = Multiply(Multiply(x, p, rank), p[(d * rank)..], d);
        return [.. y.Select((change, j) => x[j] + change + (bias ? p[(2 * d * rank) + j] : 0))];
    }

    public static double[] Mlp(double[] x, double[] p, int hidden, Func<double, double> activation)
    {
        int d = x.Length;
        double[] z = Multiply(x, p, hidden);
        double[] h = [.. z.Select((value, i) => activation(value + p[(d * hidden) + i]))];
        double[] after = p[((d * hidden) + hidden)..];
        return [.. Multiply(h, after, d).Select((change, j) => x[j] + change + after[(hidden * d) + j])];
    }

    public static double Gelu(double z) => 0.5 * z * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (z + (0.044715 * z * z * z))));

    public static double[] Attention(double[] x, double[] query)
    {
        int d = query.Length;
        double[][] tokens = [.. x.Chunk(d).Where(static token => token.Any(static value => value != 0))];
        double[] factors = [.. tokens.Select(token => Math.Exp(token.Zip(query, static (a, b) => a * b).Sum() / Math.Sqrt(d)))];
        return [.. Enumerable.Range(0, d).Select(j => tokens.Select((token, t) => factors[t] / factors.Sum() * token[j]).Sum())];
    }

    private static double[] Multiply(double[] x, double[] matrix, int columns)
    {
        double[] y = new double[columns];
        for (int j = 0; j < columns; j++)
        {
            for (int i = 0; i < x.Length; i++)
            {
                y[j] += x[i] * matrix[(i * columns) + j];
            }
        }

        return y;
    }
}
