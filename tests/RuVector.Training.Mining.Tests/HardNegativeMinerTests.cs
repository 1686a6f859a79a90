namespace RuVector.Training.Mining.Tests;

[TestFixture]
public sealed class HardNegativeMinerTests
{
    [TestCase(MiningStrategy.Hardest, typeof(HardestMiner))]
    [TestCase(MiningStrategy.SemiHard, typeof(SemiHardMiner))]
    [TestCase(MiningStrategy.DistanceWeighted, typeof(DistanceWeightedMiner))]
    [TestCase(MiningStrategy.Random, typeof(RandomMiner))]
    public void Create_Strategy_IsTheMinerOfThatName(MiningStrategy strategy, Type type) => HardNegativeMiner.Create(strategy).ShouldBeOfType(type);

    [Test]
    public void Create_SemiHardMargin_IsUsed()
    {
        float[][] candidates = [[1, 1], [0, 1]];
        HardNegativeMiner.Create(MiningStrategy.SemiHard, 0.1f).Mine([1, 0], [1, 0], candidates, 2).ShouldBeEmpty();
        HardNegativeMiner.Create(MiningStrategy.SemiHard, 0.5f).Mine([1, 0], [1, 0], candidates, 2).ShouldBe([0]);
    }

    [Test]
    public void Create_UnknownStrategy_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => HardNegativeMiner.Create((MiningStrategy)7))
            .Message.ShouldStartWith("Expected a known MiningStrategy (Hardest, SemiHard, DistanceWeighted, Random), but got 7.");

    [Test]
    public void Mine_SingleVectors_RefusesOtherDimensions()
    {
        float[][] candidates = [[1, 1, 1]];
        Should.Throw<ArgumentException>(() => HardNegativeMiner.Hardest().Mine([1, 0], [1, 0], candidates, 1))
            .Message.ShouldBe("Expected candidates of dimension 2, as the positive has, but got 3. (Parameter 'candidates')");
    }

    [TestCase(float.NaN, 1f, 1, 0)]
    [TestCase(1f, float.NaN, 1, 0)]
    [TestCase(float.NaN, float.PositiveInfinity, 2, 0)]
    [TestCase(1f, 1e38f, 0, 1)]
    public void Mine_SingleVectorsThatAreNotFiniteOrScoreSo_AreRefused(float positive, float candidate, int vectors, int scores)
    {
        float[][] candidates = [[candidate, 1], [2, 1]];
        HardestMiner miner = new(new HardestMinerOptions { Measure = ScoreMeasure.Dot });
        Should.Throw<ArgumentException>(() => miner.Mine([1e4f, 0], [positive, 0], candidates, 2)).Message.ShouldBe(
            $"Expected finite vectors and scores, but {vectors} vectors and {scores} scores are not finite. Call Mine(request), which leaves them out and counts them. (Parameter 'candidates')");
    }

    [Test]
    public void Mine_SingleVectorsWithoutPositive_RefusesNaN()
    {
        float[][] candidates = [[1, 1], [float.NaN, 1]];
        Should.Throw<ArgumentException>(() => HardNegativeMiner.Random().Mine([1, 0], candidates, 2)).Message.ShouldStartWith("Expected finite vectors and scores, but 1 vectors and 0 scores are not finite.");
    }

    [Test]
    public void Mine_SingleVectorsWithoutCandidates_GivesNothing() => HardNegativeMiner.Hardest().Mine([1, 0], [1, 0], Array.Empty<float[]>(), 3).ShouldBeEmpty();
}
