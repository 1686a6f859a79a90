using FsCheck;
using FsCheck.Fluent;
using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

/// <summary>What must hold for any vectors of any length; each row has a scale of its own from 1e-25 to 1e25.</summary>
[TestFixture]
public sealed class InfoNcePropertyTests
{
    private static readonly float[] s_temperatures = [1e-4f, 0.01f, 0.07f, 1f, 1e4f];

    [Test]
    public void Evaluate_AnyBatch_IsFiniteAndNotNegative() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), static seed =>
        {
            (float[,] anchors, float[,] candidates, InfoNceLoss loss) = Draw(seed);
            Evaluated got = Evaluated.Of(loss, anchors, candidates, PairRelations.InBatch(anchors.GetLength(0)));
            return double.IsFinite(got.Value) && got.Value >= 0
                && got.AnchorGradients.Cast<float>().Concat(got.CandidateGradients.Cast<float>()).All(float.IsFinite);
        }).Check(Config.QuickThrowOnFailure);

    [Test]
    public void Evaluate_OneNegativeMore_NeverLowersTheLoss() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), static seed =>
        {
            (float[,] anchors, float[,] candidates, InfoNceLoss loss) = Draw(seed);
            int rows = anchors.GetLength(0);
            float[][] all = [.. Enumerable.Range(0, rows).Select(row => ((MatrixSpan)candidates)[row].ToArray())];
            float[] anchor = ((MatrixSpan)anchors)[0].ToArray();
            double fewer = loss.Evaluate(anchor, all[0], all[1..^1]);
            double more = loss.Evaluate(anchor, all[0], all[1..]);
            return more >= fewer - (1e-6 * fewer);
        }).Check(Config.QuickThrowOnFailure);

    private static (float[,] Anchors, float[,] Candidates, InfoNceLoss Loss) Draw(int seed)
    {
        System.Random random = new(seed);
        (int rows, int dimension) = (random.Next(2, 7), random.Next(1, 40));
        return (Scaled(rows, dimension, random), Scaled(rows, dimension, random), new InfoNceLoss(new InfoNceOptions { Temperature = s_temperatures[random.Next(5)] }));
    }

    private static float[,] Scaled(int rows, int dimension, System.Random random)
    {
        float[,] matrix = Batches.Matrix(rows, dimension, random.Next());
        for (int row = 0; row < rows; row++)
        {
            float scale = MathF.Pow(10, random.Next(-25, 26));
            for (int d = 0; d < dimension; d++)
            {
                matrix[row, d] *= scale;
            }
        }

        return matrix;
    }
}
