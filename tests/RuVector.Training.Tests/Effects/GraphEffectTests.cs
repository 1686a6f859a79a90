using RuVector.Training.Curriculum;
using RuVector.Training.Mining;

namespace RuVector.Training.Tests.Effects;

/// <summary>As <see cref="RetrievalEffectTests"/>, on a graph, where negatives are exact and the hardest are the best.</summary>
[TestFixture]
public sealed class GraphEffectTests
{
    [Test]
    public void Train_HarderNegatives_AreBetter()
    {
        double random = Map(new GraphRun { Miner = new RandomMiner() });
        double semiHard = Map(new GraphRun { Miner = new SemiHardMiner(new SemiHardMinerOptions { Margin = 0.1f, Order = SemiHardOrder.Random }) });
        double hardest = Map(new GraphRun());
        TestContext.Out.WriteLine(FormattableString.Invariant($"MAP: random {random:0.000}, semi-hard {semiHard:0.000}, hardest {hardest:0.000}"));
        random.ShouldBeGreaterThanOrEqualTo(0.36);
        hardest.ShouldBeGreaterThanOrEqualTo(0.80);
        (hardest - random).ShouldBeGreaterThanOrEqualTo(0.25);
        semiHard.ShouldBeInRange(random, hardest);
    }

    [Test]
    public void Train_Annealing_BeatsTheBestConstantTemperature()
    {
        double constant = Math.Max(AtConstant(0.05f), Math.Max(AtConstant(0.1f), AtConstant(0.2f)));
        double annealed = Map(new GraphRun { Temperature = Annealing() });
        TestContext.Out.WriteLine(FormattableString.Invariant($"MAP: best constant {constant:0.000}, annealed {annealed:0.000}"));
        annealed.ShouldBeGreaterThanOrEqualTo(0.86);
        (annealed - constant).ShouldBeGreaterThanOrEqualTo(0.02);
    }

    [Test]
    public void Train_Laplacian_SmoothsAndHelps()
    {
        (double map, double energy) = new GraphRun { Miner = new RandomMiner() }.Result();
        (double smoothMap, double smoothEnergy) = new GraphRun { Miner = new RandomMiner(), Laplacian = 0.1f }.Result();
        TestContext.Out.WriteLine(FormattableString.Invariant($"MAP {map:0.000} to {smoothMap:0.000}, Dirichlet energy {energy:0.00} to {smoothEnergy:0.00}"));
        (smoothMap - map).ShouldBeGreaterThanOrEqualTo(0.05);
        smoothEnergy.ShouldBeLessThanOrEqualTo(0.8 * energy);
    }

    [Test]
    public void Train_HardestAnnealedAndLaplacian_ReachTheBar() =>
        Map(new GraphRun { Temperature = Annealing(), Laplacian = 1 }).ShouldBeGreaterThanOrEqualTo(0.91);

    private static TemperatureAnnealing Annealing() => TemperatureAnnealing.Cosine(1, 0.05f, 750);

    private static double AtConstant(float temperature) => Map(new GraphRun { Temperature = new ConstantScheduler(temperature) });

    private static double Map(GraphRun run) => run.Result().MeanAveragePrecision;
}
