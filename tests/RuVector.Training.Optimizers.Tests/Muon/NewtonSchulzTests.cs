using RuVector.Training.TestKit;

namespace RuVector.Training.Optimizers.Tests;

[TestFixture]
public sealed class NewtonSchulzTests
{
    [TestCase(1, 1)]
    [TestCase(1, 6)]
    [TestCase(6, 1)]
    [TestCase(4, 7)]
    [TestCase(7, 4)]
    [TestCase(24, 24)]
    [TestCase(33, 65)]
    [TestCase(65, 33)]
    public void Orthogonalize_Shapes_EqualTheOracleInDouble(int rows, int columns)
    {
        (float[] got, double[,] expected) = Both(UnitMatrix(rows, columns));

        // float32 products against double ones: five steps multiply a rounding of 6e-8 by up to 3.4 each
        new Tolerance(1e-5, 1e-5).ShouldAccept(got, [.. expected.Cast<double>()]);
    }

    [TestCase(8, 8)]
    [TestCase(16, 24)]
    [TestCase(24, 16)]
    public void Orthogonalize_RandomMatrices_HaveSingularValuesNearOne(int rows, int columns)
    {
        double[,] start = UnitMatrix(rows, columns);
        TensorOptimizerOracle.SingularValues(start)[0].ShouldBeInRange(0.005, 1, "the start is such that five steps are enough");

        (float[] got, _) = Both(start);

        double[,] result = new double[rows, columns];
        for (int i = 0; i < got.Length; i++)
        {
            result[i / columns, i % columns] = got[i];
        }

        TensorOptimizerOracle.SingularValues(result).ShouldAllBe(static value => value > 0.68 && value < 1.14);
    }

    [Test]
    public void Orthogonalize_Zeros_StayZeros()
    {
        float[] values = new float[12];

        NewtonSchulz.Orthogonalize(new MatrixSpan(values, 3, 4));

        values.ShouldAllBe(static value => value == 0);
    }

    [Test]
    public void Orthogonalize_SingularValuesUpToOne_StayBelowTheBound()
    {
        for (double value = 0; value <= 1.0001; value += 1e-4)
        {
            TensorOptimizerOracle.NewtonSchulz(new[,] { { value } })[0, 0].ShouldBeInRange(0, NewtonSchulz.LargestValue);
        }
    }

    private static (float[] Got, double[,] Expected) Both(double[,] matrix)
    {
        float[] values = [.. matrix.Cast<double>().Select(static value => (float)value)];
        NewtonSchulz.Orthogonalize(new MatrixSpan(values, matrix.GetLength(0), matrix.GetLength(1)));
        return (values, TensorOptimizerOracle.NewtonSchulz(matrix));
    }

    /// <summary>A random matrix of norm 1.</summary>
    private static double[,] UnitMatrix(int rows, int columns)
    {
        float[,] values = Batches.Matrix(rows, columns, seed: 3);
        double norm = Math.Sqrt(values.Cast<float>().Sum(static value => (double)value * value));
        double[,] matrix = new double[rows, columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                matrix[i, j] = (float)(values[i, j] / norm);
            }
        }

        return matrix;
    }
}
