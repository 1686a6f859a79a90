using FsCheck;
using FsCheck.Fluent;
using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

/// <summary>Gradients of losses that are no plain sum over rows, or carry values, for any shape.</summary>
[TestFixtureSource(nameof(Losses))]
public sealed class DirectLossPropertyTests(LossCase loss)
{
    public static IEnumerable<LossCase> Losses => LossTable.All.Where(static loss =>
        loss.Create() is VarianceSpreadLoss or VicRegLoss or BarlowTwinsLoss or AlignmentUniformityLoss or CoSentLoss or CosineSimilarityLoss or MarginMseLoss or KlDistillationLoss);

    [Test]
    public void Evaluate_AnyShape_HasTheGradientOfTheOracle() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            System.Random random = new(seed);
            LossInput input = new(loss, random.Next(1, 7), random.Next(2, 66), random.Next());
            LossResult result = loss.Create().Evaluate(input.Batch, input.Outputs);
            (double[,] a, double[,] c) = (Oracle.ToDouble(input.Anchors), Oracle.ToDouble(input.Candidates));
            ShouldMatch(result.Value, loss.Oracle(a, c, input.Relations), 1e-5);
            ShouldFollow(input.Anchors, input.AnchorGradients, x => loss.Oracle(x, input.OneMatrix ? x : c, input.Relations), random);
            if (!input.OneMatrix)
            {
                ShouldFollow(input.Candidates, input.CandidateGradients, x => loss.Oracle(a, x, input.Relations), random);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    /// <summary>Compares the slope along a random direction, which every element has a part in.</summary>
    private static void ShouldFollow(float[,] at, float[,] gradient, Func<double[,], double> oracle, System.Random random)
    {
        const double Step = 1e-5;
        float[,] direction = Batches.Matrix(at.GetLength(0), at.GetLength(1), random.Next());
        double[,] above = Oracle.ToDouble(at);
        double[,] below = Oracle.ToDouble(at);
        (double slope, double size) = (0, 0);
        for (int i = 0; i < at.GetLength(0); i++)
        {
            for (int j = 0; j < at.GetLength(1); j++)
            {
                above[i, j] += Step * direction[i, j];
                below[i, j] -= Step * direction[i, j];
                slope += (double)gradient[i, j] * direction[i, j];
                size += Math.Abs((double)gradient[i, j] * direction[i, j]);
            }
        }

        double expected = (oracle(above) - oracle(below)) / (2 * Step);
        Math.Abs(slope - expected).ShouldBeLessThan(1e-6 + (1e-4 * size));
    }

    private static void ShouldMatch(double got, double expected, double relative) => got.ShouldBe(expected, 1e-6 + (relative * Math.Abs(expected)));
}
