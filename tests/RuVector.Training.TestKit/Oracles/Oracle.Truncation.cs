namespace RuVector.Training.TestKit;

public static partial class Oracle
{
    /// <summary>The first columns of a matrix, as a copy.</summary>
    public static double[,] FirstColumns(double[,] x, int columns)
    {
        double[,] result = new double[x.GetLength(0), columns];
        for (int i = 0; i < x.GetLength(0); i++)
        {
            for (int j = 0; j < columns; j++)
            {
                result[i, j] = x[i, j];
            }
        }

        return result;
    }
}
