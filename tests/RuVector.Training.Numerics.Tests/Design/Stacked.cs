namespace RuVector.Training.Numerics.Tests.Design;

/// <summary>Matrices below each other.</summary>
internal static class Stacked
{
    public static float[,] Of(params float[][,] matrices)
    {
        float[,] all = new float[matrices.Sum(static m => m.GetLength(0)), matrices[0].GetLength(1)];
        int offset = 0;
        foreach (float[,] matrix in matrices)
        {
            Buffer.BlockCopy(matrix, 0, all, offset, matrix.Length * sizeof(float));
            offset += matrix.Length * sizeof(float);
        }

        return all;
    }

    public static double[,] Of(double[,] first, float[,] second)
    {
        double[,] all = new double[first.GetLength(0) + second.GetLength(0), first.GetLength(1)];
        Array.Copy(first, all, first.Length);
        for (int row = 0; row < second.GetLength(0); row++)
        {
            for (int column = 0; column < second.GetLength(1); column++)
            {
                all[first.GetLength(0) + row, column] = second[row, column];
            }
        }

        return all;
    }

    public static double[,] ToDouble(float[,] matrix) => Of(new double[0, matrix.GetLength(1)], matrix);
}
