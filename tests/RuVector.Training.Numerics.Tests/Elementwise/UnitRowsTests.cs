using RuVector.Training.TestKit;

namespace RuVector.Training.Numerics.Tests;

[TestFixture]
public sealed class UnitRowsTests
{
    private static readonly float[] s_scales = [2e-29f, 1e-25f, 1e-20f, 1e-13f, 1e-12f, 1e-6f, 1f, 1e6f, 1e14f, 1e15f, 1e20f, 1e25f, 1e37f];

    [TestCaseSource(nameof(s_scales))]
    public void Normalize_AnyScale_KeepsTheDirection(float scale)
    {
        for (int dimension = 1; dimension <= 65; dimension++)
        {
            float[] row = Array.ConvertAll(Batches.Vector(dimension, seed: dimension), v => v * scale);
            float[] unit = new float[dimension];
            double[] length = new double[1];
            double expected = Math.Sqrt(row.Sum(static v => (double)v * v));

            UnitRows.Normalize(ReadOnlyMatrixSpan.FromRow(row), new MatrixSpan(unit, 1, dimension), length).ShouldBe(0);

            new Tolerance(0, 1e-6).Accepts(length[0], expected).ShouldBeTrue($"dimension {dimension}: length {length[0]} against {expected}");
            Tolerance.ForFloat.ShouldAccept(unit, Array.ConvertAll(row, v => v / expected), $"unit row of dimension {dimension}");
        }
    }

    [Test]
    public void Normalize_LargestValues_KeepsTheDirection()
    {
        float[,] rows = new float[1, 400];
        new MatrixSpan(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref rows[0, 0], 400), 1, 400).Fill(-float.MaxValue);
        float[,] unit = new float[1, 400];
        UnitRows.Normalize(rows, unit, new double[1]);

        unit.Cast<float>().ShouldAllBe(static v => Math.Abs(v + 0.05f) < 1e-8f);
    }

    [Test]
    public void Normalize_ZeroTinyAndOrdinaryRows_CountsTheZeroRows()
    {
        float[,] rows = { { 0, 0 }, { 3, 4 }, { float.Epsilon, 0 }, { 5e-31f, 5e-31f }, { -0f, 2e-30f } };
        float[,] unit = { { 9, 9 }, { 9, 9 }, { 9, 9 }, { 9, 9 }, { 9, 9 } };
        double[] lengths = new double[5];

        UnitRows.Normalize(rows, unit, lengths).ShouldBe(3);
        UnitRows.CountZeroRows(rows).ShouldBe(3);
        lengths.Select(static l => l == 0).ShouldBe([true, false, true, true, false]);
        unit.Cast<float>().ShouldBe([0, 0, 0.6f, 0.8f, 0, 0, 0, 0, 0, 1]);
    }

    [Test]
    public void Normalize_InPlace_GivesTheSameBits()
    {
        float[,] rows = Batches.Matrix(5, 33, seed: 3);
        float[,] unit = new float[5, 33];
        UnitRows.Normalize(rows, unit, new double[5]);
        UnitRows.Normalize(rows, rows, new double[5]);

        rows.Cast<float>().ShouldBe(unit.Cast<float>());
    }

    [Test]
    public void Normalize_OutputsOfAnotherShape_AreRefused()
    {
        Should.Throw<ArgumentException>(() => UnitRows.Normalize(new float[2, 3], new float[2, 4], new double[2])).Message
            .ShouldBe("Expected unit rows of shape [2, 3], but got [2, 4]. (Parameter 'unit')");
        Should.Throw<ArgumentException>(() => UnitRows.Normalize(new float[2, 3], new float[2, 3], new double[3])).Message
            .ShouldBe("Expected 2 lengths, one for each row, but got 3. (Parameter 'lengths')");
    }

    [Test]
    public void Length_RowsWithoutValues_IsZero() => UnitRows.Length([]).ShouldBe(0);

    [TestCase(1e-25f)]
    [TestCase(1f)]
    [TestCase(1e25f)]
    public void PullBack_AnyScale_IsTheDerivativeOfTheUnitRow(float scale)
    {
        float[] row = Array.ConvertAll(Batches.Vector(7, seed: 1), v => v * scale);
        float[] byUnit = Batches.Vector(7, seed: 2);
        float[] unit = new float[7];
        double[] length = new double[1];
        UnitRows.Normalize(ReadOnlyMatrixSpan.FromRow(row), new MatrixSpan(unit, 1, 7), length);
        float[] gradient = [.. byUnit];

        UnitRows.PullBack(unit, length[0], factor: 3, gradient);

        GradientCheck expected = GradientCheck.Of(x => 3 * Dot(byUnit, x) / Math.Sqrt(x.Sum(static v => v * v)), row, step: 1e-5 * scale);
        expected.ShouldBe(gradient, relative: 1e-4, absolute: 1e-5 / scale);
    }

    [Test]
    public void PullBack_ZeroRow_GivesExactlyZero()
    {
        float[] gradient = [1, float.MaxValue];
        UnitRows.PullBack([0, 0], length: 0, factor: 1, gradient);

        gradient.ShouldBe([0, 0]);
    }

    private static double Dot(float[] a, double[] b) => a.Zip(b, static (x, y) => x * y).Sum();
}
