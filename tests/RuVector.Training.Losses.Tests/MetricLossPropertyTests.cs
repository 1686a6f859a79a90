using FsCheck;
using FsCheck.Fluent;
using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

/// <summary>Gradients of random batches of any shape against central differences of the oracle.</summary>
[TestFixtureSource(typeof(MetricLossTable), nameof(MetricLossTable.All))]
public sealed class MetricLossPropertyTests(LossCase loss)
{
    private const int Shapes = 200;

    /// <summary>Half the distance of the differences: short, so that no hinge turns between them.</summary>
    private const double Step = 1e-6;

    [Test]
    public void Evaluate_AnyShape_MatchesCentralDifferencesOfOracle() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), Check).Check(Config.QuickThrowOnFailure.WithMaxTest(Shapes).WithReplay(20_240_917, 20_240_919));

    /// <summary>Checks some coordinates of each gradient; the others are left to the shapes that follow.</summary>
    private void Check(int seed)
    {
        System.Random random = new(seed);
        LossInput input = new(loss, random.Next(1, 7), random.Next(1, 66), random.Next());
        double value = loss.Create().Evaluate(input.Batch, input.Outputs).Value;

        (double[,] a, double[,] c) = (Oracle.ToDouble(input.Anchors), Oracle.ToDouble(input.Candidates));
        double expected = Value(a, c);
        value.ShouldBe(expected, Math.Max(2e-6, 1e-5 * expected));
        for (int i = 0; i < 5; i++)
        {
            ShouldMatch(a, input.AnchorGradients, random, () => Value(a, input.OneMatrix ? a : c));
            if (!input.OneMatrix && c.Length > 0)
            {
                ShouldMatch(c, input.CandidateGradients, random, () => Value(a, c));
            }
        }

        double Value(double[,] x, double[,] y) => loss.Oracle(x, input.OneMatrix ? x : y, input.Relations);
    }

    private static void ShouldMatch(double[,] point, float[,] gradient, System.Random random, Func<double> value)
    {
        (int row, int column) = (random.Next(point.GetLength(0)), random.Next(point.GetLength(1)));
        double centre = point[row, column];
        point[row, column] = centre + Step;
        double above = value();
        point[row, column] = centre - Step;
        double below = value();
        point[row, column] = centre;
        double expected = (above - below) / (2 * Step);
        ((double)gradient[row, column]).ShouldBe(expected, Math.Max(5e-6, 1e-4 * Math.Abs(expected)), $"row {row}, column {column}");
    }
}
