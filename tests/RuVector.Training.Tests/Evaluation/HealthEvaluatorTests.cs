using RuVector.Training.Evaluation;
using RuVector.Training.TestKit;

namespace RuVector.Training.Tests.Evaluation;

[TestFixture]
public sealed class HealthEvaluatorTests
{
    [TestCase(2, 5)]
    [TestCase(300, 5)]
    [TestCase(40, 65)]
    public void Evaluate_CollapsedVectors_HaveRankOne(int rows, int dimension)
    {
        float[] vector = Batches.Vector(dimension, seed: 1);
        EmbeddingHealth health = HealthEvaluator.Evaluate(Rows(rows, i => [.. vector.Select(x => x * (i + 1))]));

        health.EffectiveRank.ShouldBe(1, 1e-9);
        health.Uniformity.ShouldBe(0, 1e-6);
        health.MeanLength.ShouldBe(1, 1e-9);
        (health.Rows, health.ZeroRows, health.Dimension).ShouldBe((rows, 0, dimension));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(33)]
    public void Evaluate_OrthonormalVectors_HaveTheRankOfTheDimension(int dimension)
    {
        EmbeddingHealth health = HealthEvaluator.Evaluate(Rows(dimension, i => Axis(i, dimension, 3)));

        health.EffectiveRank.ShouldBe(dimension, 1e-9 * dimension);
        health.Uniformity.ShouldBe(dimension == 1 ? 0 : -4, 1e-6);
        health.MeanLength.ShouldBe(1 / Math.Sqrt(dimension), 1e-9);
    }

    [Test]
    public void Evaluate_OppositePairs_HaveNoMean()
    {
        EmbeddingHealth health = HealthEvaluator.Evaluate(Rows(8, i => Axis(i / 2, 4, i % 2 == 0 ? 1 : -2)));

        health.EffectiveRank.ShouldBe(4, 1e-9);
        health.MeanLength.ShouldBe(0, 1e-12);
        health.Uniformity.ShouldBe(Math.Log(((4 * Math.Exp(-8)) + (24 * Math.Exp(-4))) / 28), 1e-6);
    }

    /// <summary>Nine vectors on one axis, four on another: singular values 3 and 2, so shares 0.6 and 0.4.</summary>
    [Test]
    public void Evaluate_UnequalAxes_HaveTheRankWorkedByHand() =>
        HealthEvaluator.Evaluate(Rows(13, static i => Axis(i < 9 ? 0 : 1, 3, 1))).EffectiveRank.ShouldBe(Math.Exp(-(0.6 * Math.Log(0.6)) - (0.4 * Math.Log(0.4))), 1e-9);

    [Test]
    public void Evaluate_ZeroVectors_AreLeftOutAndCounted()
    {
        EmbeddingHealth health = HealthEvaluator.Evaluate(new float[,] { { 0, 0 }, { 1, 0 }, { 0, 0 }, { 0, 1 } });

        (health.Rows, health.ZeroRows).ShouldBe((2, 2));
        health.EffectiveRank.ShouldBe(2, 1e-9);
        health.Uniformity.ShouldBe(-4, 1e-6);
    }

    [Test]
    public void Evaluate_NoVectorOrOne_HasDefinedValues()
    {
        HealthEvaluator.Evaluate(new float[0, 5]).ShouldBe(new EmbeddingHealth(0, 0, 5, 0, 0, 0));
        HealthEvaluator.Evaluate(new float[3, 5]).ShouldBe(new EmbeddingHealth(0, 3, 5, 0, 0, 0));
        EmbeddingHealth one = HealthEvaluator.Evaluate(new float[,] { { 3, 4 } });
        one.EffectiveRank.ShouldBe(1, 1e-12);
        one.MeanLength.ShouldBe(1, 1e-7);
    }

    /// <summary>Both sides of the smaller matrix: every vector twice has the same singular values but for a factor.</summary>
    [TestCase(20, 30)]
    [TestCase(30, 20)]
    public void Evaluate_EveryVectorTwice_HasTheSameRankAndMean(int rows, int dimension)
    {
        float[,] vectors = Batches.Matrix(rows, dimension, seed: 4);
        EmbeddingHealth once = HealthEvaluator.Evaluate(vectors);
        EmbeddingHealth twice = HealthEvaluator.Evaluate(Rows(2 * rows, i => ((ReadOnlyMatrixSpan)vectors)[i % rows].ToArray()));

        twice.EffectiveRank.ShouldBe(once.EffectiveRank, 1e-9 * once.EffectiveRank);
        twice.MeanLength.ShouldBe(once.MeanLength, 1e-12);
        once.EffectiveRank.ShouldBeInRange(0.5 * Math.Min(rows, dimension), Math.Min(rows, dimension));
    }

    [TestCase(1e-20f)]
    [TestCase(1e20f)]
    public void Evaluate_ScaledVectors_HaveTheSameHealth(float factor)
    {
        float[,] vectors = Batches.Matrix(20, 7, seed: 5);
        EmbeddingHealth plain = HealthEvaluator.Evaluate(vectors);
        EmbeddingHealth scaled = HealthEvaluator.Evaluate(Rows(20, i => [.. ((ReadOnlyMatrixSpan)vectors)[i].ToArray().Select(x => x * factor)]));

        scaled.EffectiveRank.ShouldBe(plain.EffectiveRank, 1e-5);
        scaled.Uniformity.ShouldBe(plain.Uniformity, 1e-5);
        scaled.MeanLength.ShouldBe(plain.MeanLength, 1e-6);
    }

    [TestCase(2)]
    [TestCase(257)]
    [TestCase(600)]
    public void Evaluate_Uniformity_IsThatOfTheOracle(int rows)
    {
        float[,] vectors = Batches.Matrix(rows, 5, seed: 6);
        double[][] unit = [.. Enumerable.Range(0, rows).Select(i => Unit(((ReadOnlyMatrixSpan)vectors)[i].ToArray()))];
        double sum = 0;
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < i; j++)
            {
                sum += Math.Exp(-2 * unit[i].Zip(unit[j], static (a, b) => (a - b) * (a - b)).Sum());
            }
        }

        HealthEvaluator.Evaluate(vectors).Uniformity.ShouldBe(Math.Log(sum / (rows * (rows - 1) / 2)), 1e-5);
    }

    [Test]
    public void Evaluate_MoreThanMaxRows_LooksAtRowsAtEqualDistances()
    {
        float[,] vectors = Batches.Matrix(100, 6, seed: 7);
        HealthEvaluator.Evaluate(vectors, maxRows: 20).ShouldBe(HealthEvaluator.Evaluate(Rows(20, i => ((ReadOnlyMatrixSpan)vectors)[5 * i].ToArray())));
    }

    [Test]
    public void Evaluate_BadInput_IsRefused()
    {
        Should.Throw<NonFiniteValueException>(static () => HealthEvaluator.Evaluate(new[,] { { 1, float.NaN } }));
        Should.Throw<ArgumentOutOfRangeException>(static () => HealthEvaluator.Evaluate(new float[2, 2], maxRows: 0));
    }

    private static float[,] Rows(int count, Func<int, float[]> row)
    {
        float[,] rows = new float[count, row(0).Length];
        for (int i = 0; i < count; i++)
        {
            row(i).CopyTo(((MatrixSpan)rows)[i]);
        }

        return rows;
    }

    private static float[] Axis(int axis, int dimension, float length)
    {
        float[] vector = new float[dimension];
        vector[axis] = length;
        return vector;
    }

    private static double[] Unit(float[] vector)
    {
        double length = Math.Sqrt(vector.Sum(static x => (double)x * x));
        return [.. vector.Select(x => x / length)];
    }
}
