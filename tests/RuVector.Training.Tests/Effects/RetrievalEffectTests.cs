using RuVector.Training.Adapters;
using RuVector.Training.Curriculum;
using RuVector.Training.Evaluation;
using RuVector.Training.Mining;

namespace RuVector.Training.Tests.Effects;

/// <summary>Every component does something real on real data: the same seed and budget, one switch changed. The bars are those of the data's measured reference runs, about half the effect.</summary>
[TestFixture]
public sealed class RetrievalEffectTests
{
    private const double UntrainedMrr = 0.0201;

    [Test]
    public void Train_InBatchNegatives_ReachesTheBarOfTheLinearAdapter()
    {
        RetrievalResult result = new RetrievalRun { InBatchNegatives = true }.Test();
        result.MeanReciprocalRank.ShouldBeGreaterThanOrEqualTo(0.064);
        result.MeanReciprocalRank.ShouldBeGreaterThanOrEqualTo(2.5 * UntrainedMrr);
        result.AccuracyAt(10).ShouldBeGreaterThanOrEqualTo(0.150);
    }

    [TestCase("LowRank")]
    [TestCase("Mlp")]
    public void Train_OtherAdapters_LearnToo(string type) =>
        new RetrievalRun { InBatchNegatives = true, Adapter = new AdapterOptions { Type = type } }.Test().MeanReciprocalRank.ShouldBeGreaterThanOrEqualTo(0.045);

    [Test]
    public void Train_AnnealingAndSemiHardMining_ReachTheBar()
    {
        RetrievalResult result = new RetrievalRun
        {
            InBatchNegatives = true,
            Miner = SemiHard(),
            Negatives = 12,
            Temperature = TemperatureAnnealing.Cosine(0.2f, 0.05f, 755),
        }.Test();
        result.MeanReciprocalRank.ShouldBeGreaterThanOrEqualTo(0.071);
        result.AccuracyAt(10).ShouldBeGreaterThanOrEqualTo(0.163);
    }

    [Test]
    public void Train_MinedNegativesAlone_SemiHardBeatsRandomAndTheFilterRepairsHardest()
    {
        double random = Mined(new RandomMiner());
        double semiHard = Mined(SemiHard());
        double hardest = Mined(new HardestMiner());
        double filtered = Mined(new HardestMiner(new HardestMinerOptions { RelativeMargin = 0 }));
        TestContext.Out.WriteLine(FormattableString.Invariant($"test MRR: random {random:0.0000}, semi-hard {semiHard:0.0000}, hardest {hardest:0.0000}, hardest below the positive {filtered:0.0000}"));
        (semiHard - random).ShouldBeGreaterThanOrEqualTo(0.005);
        (filtered - hardest).ShouldBeGreaterThanOrEqualTo(0.010);
    }

    private static SemiHardMiner SemiHard() => new(new SemiHardMinerOptions { Margin = float.PositiveInfinity });

    private static double Mined(INegativeMiner miner) => new RetrievalRun { Miner = miner, Negatives = 20 }.Test().MeanReciprocalRank;
}
