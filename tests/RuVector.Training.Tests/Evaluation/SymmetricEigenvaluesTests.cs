using RuVector.Training.Evaluation;
using RuVector.Training.TestKit;

namespace RuVector.Training.Tests.Evaluation;

[TestFixture]
public sealed class SymmetricEigenvaluesTests
{
    [Test]
    public void Of_SmallMatrices_AreThoseWorkedByHand()
    {
        SymmetricEigenvalues.Of([], 0).ShouldBeEmpty();
        ShouldBe(SymmetricEigenvalues.Of([-3], 1), [-3]);
        ShouldBe(SymmetricEigenvalues.Of([2, 1, 1, 2], 2), [1, 3]);
        ShouldBe(SymmetricEigenvalues.Of([5, 0, 0, 0, -1, 0, 0, 0, 5], 3), [-1, 5, 5]);
        ShouldBe(SymmetricEigenvalues.Of(new double[16], 4), [0, 0, 0, 0]);
        ShouldBe(SymmetricEigenvalues.Of([.. Enumerable.Repeat(1.0, 25)], 5), [0, 0, 0, 0, 5]);
    }

    [TestCase(7)]
    [TestCase(64)]
    public void Of_Path_AreItsKnownSpectrum(int n)
    {
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            matrix[(i * n) + i] = 2;
            if (i > 0)
            {
                (matrix[(i * n) + i - 1], matrix[((i - 1) * n) + i]) = (-1, -1);
            }
        }

        ShouldBe(SymmetricEigenvalues.Of(matrix, n), [.. Enumerable.Range(1, n).Select(k => 2 - (2 * Math.Cos(k * Math.PI / (n + 1))))]);
    }

    /// <summary>A matrix with chosen eigenvalues, some of them many times, turned by random reflections.</summary>
    [Test]
    public void Of_TurnedDiagonal_AreThoseOfTheDiagonal([Range(1, 30)] int n)
    {
        double[] expected = [.. Enumerable.Range(0, n).Select(i => Math.Floor(i / 3.0) - 2).Order()];
        double[,] matrix = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            matrix[i, i] = expected[i];
        }

        for (int turn = 0; turn < 3; turn++)
        {
            Reflect(matrix, [.. Batches.Vector(n, seed: (10 * n) + turn).Select(static v => (double)v)]);
        }

        ShouldBe(SymmetricEigenvalues.Of([.. matrix.Cast<double>()], n), expected);
    }

    [TestCase(1e-120)]
    [TestCase(1e120)]
    public void Of_ScaledMatrix_AreScaled(double factor) =>
        ShouldBe([.. SymmetricEigenvalues.Of([2 * factor, factor, factor, 2 * factor], 2).Select(value => value / factor)], [1, 3]);

    private static void Reflect(double[,] matrix, double[] v)
    {
        int n = v.Length;
        double square = v.Sum(static x => x * x);
        double[,] turned = new double[n, n];
        double H(int i, int j) => (i == j ? 1 : 0) - (2 * v[i] * v[j] / square);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                for (int k = 0; k < n * n; k++)
                {
                    turned[i, j] += H(i, k / n) * matrix[k / n, k % n] * H(k % n, j);
                }
            }
        }

        Array.Copy(turned, matrix, turned.Length);
    }

    private static void ShouldBe(double[] eigenvalues, double[] expected)
    {
        eigenvalues.Length.ShouldBe(expected.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            eigenvalues[i].ShouldBe(expected[i], 1e-12);
        }
    }
}
