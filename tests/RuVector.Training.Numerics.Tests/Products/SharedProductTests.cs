using RuVector.Training.TestKit;

namespace RuVector.Training.Numerics.Tests;

/// <summary>Products large enough to be shared between threads, and products with a scale for each row.</summary>
[TestFixture]
[NonParallelizable]
public sealed class SharedProductTests
{
    /// <summary>Rows, columns, inner size: squares, few rows, few columns, a long inner size, and sizes that fit no tile.</summary>
    private static readonly (int Rows, int Columns, int Inner)[] s_shapes = [(256, 256, 385), (1, 60_011, 129), (7, 20_003, 65), (29, 4001, 801), (20_003, 5, 65), (101, 103, 3001), (1001, 1003, 37)];

    [Test]
    public void Products_AnyNumberOfThreads_GiveTheSameBits()
    {
        foreach ((int rows, int columns, int inner) in s_shapes)
        {
            float[] left = Batches.Vector(rows * inner, 1), right = Batches.Vector(columns * inner, 2), start = Batches.Vector(rows * columns, 3);
            float[][] alone = Products(1);
            foreach (int threads in (int[])[2, 3, 8])
            {
                Products(threads).ShouldBe(alone, $"[{rows}, {columns}, {inner}] by {threads} threads");
            }

            float[][] Products(int threads)
            {
                using ThreadCount count = new(threads);
                float[] c = [.. start], added = [.. start], transposed = [.. start];
                MatrixProduct.MultiplyTransposed(new(left, rows, inner), new(right, columns, inner), new MatrixSpan(c, rows, columns));
                MatrixProduct.AddMultiply(new(left, rows, inner), new(right, inner, columns), new MatrixSpan(added, rows, columns));
                MatrixProduct.AddTransposedMultiply(new(left, inner, rows), new(right, inner, columns), new MatrixSpan(transposed, rows, columns));
                return [c, added, transposed];
            }
        }
    }

    [Test]
    public void Products_AfterTheFirstCall_AllocateNothing()
    {
        using ThreadCount count = new(2);
        float[] left = Batches.Vector(256 * 300, 1), right = Batches.Vector(256 * 300, 2), c = new float[256 * 256];
        void Multiply() => MatrixProduct.MultiplyTransposed(new(left, 256, 300), new(right, 256, 300), new MatrixSpan(c, 256, 256));
        SteadyAllocation.Of(Multiply).ShouldBe(0);
    }

    [Test]
    public void MultiplyTransposed_WithScales_EqualsTheProductOfScaledRowsToTheBit()
    {
        foreach ((int rows, int columns, int inner) in (ReadOnlySpan<(int, int, int)>)[(1, 40, 17), (3, 100, 33), (9, 1, 5), (9, 41, 400), (70, 67, 20), (13, 5, 7), (31, 401, 801)])
        {
            StridedMatrix left = new(rows, inner, 1, 1), right = new(columns, inner, 2, 2), expected = new(rows, columns, 0, 3), actual = new(rows, columns, 1, 4);
            (double[] scales, float[] scaled) = Scaled(right, columns, inner);
            MatrixProduct.MultiplyTransposed(left.Span, new(scaled, columns, inner), expected.Span);
            MatrixProduct.MultiplyTransposed(left.Span, right.Span, scales, actual.Span);
            ShouldBeEqual(actual, expected);
        }
    }

    [Test]
    public void AddMultiply_WithScales_EqualsTheProductOfScaledRowsToTheBit()
    {
        foreach ((int rows, int columns, int inner) in (ReadOnlySpan<(int, int, int)>)[(1, 40, 17), (9, 1, 5), (9, 41, 400), (70, 67, 20), (130, 50, 70)])
        {
            StridedMatrix left = new(rows, inner, 1, 1), right = new(inner, columns, 2, 2), expected = new(rows, columns, 0, 3), actual = new(rows, columns, 0, 3);
            (double[] scales, float[] scaled) = Scaled(right, inner, columns);
            MatrixProduct.AddMultiply(left.Span, new(scaled, inner, columns), expected.Span);
            MatrixProduct.AddMultiply(left.Span, right.Span, scales, actual.Span);
            ShouldBeEqual(actual, expected);
        }
    }

    /// <summary>A scale for each row, among them 0, one beyond float32 and one below its normal numbers; and the rows times their scales.</summary>
    private static (double[] Scales, float[] Scaled) Scaled(StridedMatrix matrix, int rows, int columns)
    {
        double[] scales = [.. Enumerable.Range(0, rows).Select(static row => (row % 11) switch { 3 => 0, 5 => 1e-42, 8 => 3e38, _ => 0.3 + row })];
        float[] scaled = new float[rows * columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                float value = (float)matrix[row, column];
                scaled[(row * columns) + column] = scales[row] == 1e-42 ? (float)(value * scales[row]) : value * (float)scales[row];
            }
        }

        return (scales, scaled);
    }

    private static void ShouldBeEqual(StridedMatrix actual, StridedMatrix expected)
    {
        for (int row = 0; row < expected.Rows; row++)
        {
            actual.Span[row].ToArray().ShouldBe(expected.Span[row].ToArray(), $"row {row} of {expected.Rows} x {expected.Columns}");
        }
    }
}
