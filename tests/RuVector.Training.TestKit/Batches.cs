namespace RuVector.Training.TestKit;

/// <summary>Seeded random embeddings: the same seed gives the same numbers on every machine.</summary>
public static class Batches
{
    /// <summary>A matrix of independent standard normal values.</summary>
    public static float[,] Matrix(int rows, int dimension, int seed)
    {
        float[] values = Vector(rows * dimension, seed);
        float[,] matrix = new float[rows, dimension];
        Buffer.BlockCopy(values, 0, matrix, 0, values.Length * sizeof(float));
        return matrix;
    }

    /// <summary>A vector of independent standard normal values (Box-Muller).</summary>
    public static float[] Vector(int length, int seed)
    {
        Random random = new(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++)
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            values[i] = (float)(radius * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return values;
    }

    /// <summary>Labels from 0 to <paramref name="classes"/> - 1, uniformly drawn.</summary>
    public static int[] Labels(int length, int classes, int seed)
    {
        Random random = new(seed);
        return Enumerable.Range(0, length).Select(_ => random.Next(classes)).ToArray();
    }
}
