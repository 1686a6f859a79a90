using RuVector.Training.Numerics;

namespace RuVector.Training.Adapters;

/// <summary>First values of parameters: independent, normally distributed, each row from a key of its own.</summary>
internal static class NormalValues
{
    public static void Fill(MatrixSpan matrix, double standardDeviation, ulong seed)
    {
        for (int row = 0; row < matrix.Rows; row++)
        {
            KeyedRandom random = new(seed, RandomPurpose.Initialization, 0, row);
            foreach (ref float value in matrix[row])
            {
                value = (float)(standardDeviation * random.NextNormal());
            }
        }
    }
}
