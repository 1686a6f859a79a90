using RuVector.Training.TestKit;

namespace RuVector.Training.Numerics.Tests;

[TestFixture]
public sealed unsafe class ScoreBoundTests
{
    private static readonly int[] s_dimensions = [1, 2, 3, 7, 8, 9, 15, 16, 17, 64, 65, 384, 1031];

    [Test]
    public void Round_AnyRow_NamesAtLeastWhatItLost([ValueSource(nameof(s_dimensions))] int dimension)
    {
        foreach (float[] unit in UnitRowsOf(dimension))
        {
            foreach (float scale in (float[])[PairRounding.QueryScale, PairRounding.ScaleOf(unit)])
            {
                (short[] rounded, double error) = Round(unit, scale);
                double squares = 0;
                for (int i = 0; i < dimension; i++)
                {
                    double lost = rounded[i] - (scale * (double)unit[i]);
                    squares += lost * lost;
                    Math.Abs(lost).ShouldBeLessThanOrEqualTo(0.5 + 0.002);
                }

                error.ShouldBeGreaterThanOrEqualTo(Math.Sqrt(squares));
                error.ShouldBeLessThanOrEqualTo((1.03 * Math.Sqrt(squares)) + 0.02);
                (rounded.Length % 2 == 0 && (dimension % 2 == 0 || rounded[^1] == 0)).ShouldBeTrue("padding");
            }
        }
    }

    [Test]
    public void OfCosine_AnyTwoRows_BoundsTheDistanceFromTheScoreOfTheEngine([ValueSource(nameof(s_dimensions))] int dimension)
    {
        List<float[]> rows = [.. UnitRowsOf(dimension)];
        foreach (float[] query in rows)
        {
            (short[] left, double queryError) = Round(query, PairRounding.QueryScale);
            foreach (float[] candidate in rows)
            {
                float scale = PairRounding.ScaleOf(candidate);
                (short[] right, double error) = Round(candidate, scale);
                float[] score = new float[1];
                MatrixProduct.MultiplyTransposed(ReadOnlyMatrixSpan.FromRow(query), ReadOnlyMatrixSpan.FromRow(candidate), new MatrixSpan(score, 1, 1));
                long sum = 0;
                for (int i = 0; i < left.Length; i++)
                {
                    sum += left[i] * right[i];
                    Math.Abs(sum).ShouldBeLessThanOrEqualTo(int.MaxValue, "a part of the sum");
                }

                double product = sum / ((double)PairRounding.QueryScale * scale);
                Math.Abs(product - score[0]).ShouldBeLessThanOrEqualTo(ScoreBound.OfCosine(queryError, scale, error, dimension));
            }
        }
    }

    [TestCase(128, 2.2e-4)]
    [TestCase(384, 4e-4)]
    public void OfCosine_RandomRows_IsNarrow(int dimension, double most)
    {
        float[] unit = Unit(Batches.Vector(dimension, seed: 1));
        float scale = PairRounding.ScaleOf(unit);

        ScoreBound.OfCosine(Round(unit, PairRounding.QueryScale).Error, scale, Round(unit, scale).Error, dimension).ShouldBeLessThan(most);
    }

    [Test]
    public void ScaleOf_AnyRow_IsTheLargestThatKeepsEveryNumber([ValueSource(nameof(s_dimensions))] int dimension)
    {
        foreach (float[] unit in UnitRowsOf(dimension))
        {
            float scale = PairRounding.ScaleOf(unit), largest = unit.Max(MathF.Abs);
            (scale * largest).ShouldBeLessThan(short.MaxValue);
            (scale == PairRounding.CandidateScale || scale * largest > short.MaxValue - 2).ShouldBeTrue();
        }
    }

    private static (short[] Rounded, double Error) Round(float[] unit, float scale)
    {
        short[] rounded = new short[(unit.Length + 1) / 2 * 2];
        rounded.AsSpan().Fill(9);
        fixed (short* pairs = rounded)
        {
            return (rounded, PairRounding.Round(unit, scale, pairs));
        }
    }

    /// <summary>Random rows, rows all of whose values lie half way between two integers after scaling, one value alone, and values of every size.</summary>
    private static IEnumerable<float[]> UnitRowsOf(int dimension)
    {
        for (int seed = 1; seed <= 12; seed++)
        {
            yield return Unit(Batches.Vector(dimension, seed));
        }

        foreach (double half in (double[])[0.5, 0.4999, -0.5])
        {
            double whole = Math.Floor(PairRounding.QueryScale / Math.Sqrt(dimension)) - 1;
            yield return [.. Enumerable.Range(0, dimension).Select(i => (float)((whole + half) / PairRounding.QueryScale * (i % 3 == 0 && half < 0 ? -1 : 1)))];
        }

        yield return [.. Enumerable.Range(0, dimension).Select(i => i == dimension - 1 ? -1f : 0f)];
        yield return Unit([.. Enumerable.Range(0, dimension).Select(static i => MathF.Pow(2, -i % 30))]);
        yield return new float[dimension];
    }

    private static float[] Unit(float[] row)
    {
        float[] unit = new float[row.Length];
        UnitRows.Normalize(ReadOnlyMatrixSpan.FromRow(row), new MatrixSpan(unit, 1, row.Length), new double[1]);
        return unit;
    }
}
