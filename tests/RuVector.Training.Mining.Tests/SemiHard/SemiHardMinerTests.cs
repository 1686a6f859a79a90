namespace RuVector.Training.Mining.Tests;

[TestFixture]
public sealed class SemiHardMinerTests
{
    // Distances to the anchor 0: the number itself.
    private static readonly float[][] _line = [[1.75f], [0.5f], [1f], [1.25f], [1.5f], [3f], [2f]];

    [Test]
    public void Mine_Distances_TakesTheOpenIntervalNearestFirst() => Mine(new() { Margin = 1f }, 9).ShouldBe([3, 4, 0], "1 is the positive's distance and 2 is at the margin");

    [Test]
    public void Mine_FewerWanted_TakesTheNearest() => Mine(new() { Margin = 1f }, 2).ShouldBe([3, 4]);

    [Test]
    public void Mine_InfiniteMargin_TakesTheHardestBelowThePositive() => Mine(new() { Margin = float.PositiveInfinity }, 4).ShouldBe([3, 4, 0, 6]);

    [Test]
    public void Mine_TopUp_FillsWithTheNextOnesBeyondTheMarginAndNeverWithNearerOnes() => Mine(new() { Margin = 0.5f, TopUp = true }, 9).ShouldBe([3, 4, 0, 6, 5]);

    [Test]
    public void Mine_TopUp_CountsWhatItFillsIn()
    {
        (float[,] anchors, float[,] candidates) = (new float[,] { { 0 } }, new float[,] { { 1 }, { 1.25f }, { 2 }, { 3 }, { 0.5f } });
        SemiHardMiner miner = new(Euclidean(new() { Margin = 0.5f, TopUp = true }));
        MinedNegatives mined = miner.Mine(new MiningRequest(anchors, candidates, PairRelations.Paired(new PairedLayout(1) { SharedNegatives = 4 }), 2));
        mined.IndicesOf(0).ToArray().ShouldBe([1, 2]);
        mined.ScoresOf(0).ToArray().ShouldBe([1.25f, 2f]);
        (mined.ToppedUp, mined.TotalShortage).ShouldBe((1, 0));
    }

    [Test]
    public void Mine_Similarities_TakesTheOpenInterval()
    {
        float[][] candidates = [[0.75f], [0.5f], [0.25f], [0.375f], [-1f]];
        new SemiHardMiner(new SemiHardMinerOptions { Measure = ScoreMeasure.Dot, Margin = 0.25f }).Mine([1f], [0.5f], candidates, 5).ShouldBe([3]);
    }

    [Test]
    public void Mine_Cosine_ReadsNaturally()
    {
        float[] anchor = [1, 0];
        float[] positive = [4, 3];
        float[][] candidates = [[1, 0.1f], [1, 1], [3, 4], [0, 1]];
        HardNegativeMiner.SemiHard(0.25f).Mine(anchor, positive, candidates, 3).ShouldBe([1, 2], "cosines 0.707 and 0.6 are below 0.8 by less than 0.25");
    }

    [Test]
    public void Mine_SeveralPositives_TheFarthestCounts()
    {
        float[,] candidates = { { 1 }, { 2 }, { 1.5f }, { 2.5f } };
        MiningRequest request = new(new float[,] { { 0 } }, candidates, PairRelations.FromLists(4, IndexLists.FromRows([0, 1]), IndexLists.FromRows([2, 3])), 2);
        new SemiHardMiner(Euclidean(new() { Margin = 1f })).Mine(request).IndicesOf(0).ToArray().ShouldBe([3]);
    }

    [Test]
    public void Mine_RowsOfTriplets_ChoosesForEachAnchorAndPositive()
    {
        float[,] candidates = { { 1 }, { 2 }, { 1.5f }, { 2.5f } };
        PairRelations triplets = PairRelations.FromTriplets(1, 4, [new(0, 0, 2), new(0, 0, 3), new(0, 1, 2), new(0, 1, 3)]);
        MinedNegatives mined = new SemiHardMiner(Euclidean(new() { Margin = 1f })).Mine(new MiningRequest(new float[,] { { 0 } }, candidates, triplets, 2));
        mined.IndicesOf(0).ToArray().ShouldBe([2]);
        mined.IndicesOf(1).ToArray().ShouldBe([3]);
    }

    [Test]
    public void Mine_RandomOrder_DrawsUniformlyInsideTheMargin()
    {
        SemiHardMiner miner = new(Euclidean(new() { Margin = 1f, Order = SemiHardOrder.Random }));
        long[] counts = new long[7];
        for (int step = 0; step < 30_000; step++)
        {
            counts[miner.Mine([0f], [1f], _line, 1, seed: 3, step)[0]]++;
        }

        TestKit.ChiSquare.ShouldFit(counts, [1.0 / 3, 0, 0, 1.0 / 3, 1.0 / 3, 0, 0]);
    }

    [Test]
    public void Mine_RandomOrderToppedUp_HasAllInsideTheMarginBeforeTheOthers()
    {
        int[] mined = Mine(new() { Margin = 1f, Order = SemiHardOrder.Random, TopUp = true }, 4);
        mined[..3].ShouldBe([0, 3, 4], ignoreOrder: true);
        mined[3].ShouldBe(6);
    }

    [Test]
    public void Mine_NoPositiveGiven_IsRefused() =>
        Should.Throw<ArgumentException>(() => new SemiHardMiner().Mine([0f], _line, 1)).Message.ShouldBe(
            "Expected a positive, because the miner compares negatives with it, but got none. Call Mine(anchor, positive, candidates, count). (Parameter 'miner')");

    [Test]
    public void Mine_PositiveWhoseScoreOverflows_LeavesTheRowEmpty()
    {
        SemiHardMiner miner = new(new SemiHardMinerOptions { Measure = ScoreMeasure.SquaredEuclidean, Margin = float.PositiveInfinity });
        MinedNegatives mined = miner.Mine(new MiningRequest(new float[,] { { 0 } }, new float[,] { { 1e30f }, { 1 } }, PairRelations.Paired(new PairedLayout(1) { SharedNegatives = 1 }), 1));
        (mined.RowsWithoutPositive, mined.TotalCount).ShouldBe((1, 0));
    }

    [Test]
    public void Constructor_BadOptions_AreRefused()
    {
        Should.Throw<ArgumentException>(() => HardNegativeMiner.SemiHard(0)).Message.ShouldBe("Expected a Margin above 0, but got 0. (Parameter 'options')");
        Should.Throw<ArgumentException>(() => HardNegativeMiner.SemiHard(float.NaN)).Message.ShouldBe("Expected a Margin above 0, but got NaN. (Parameter 'options')");
        Should.Throw<ArgumentOutOfRangeException>(() => new SemiHardMiner(new SemiHardMinerOptions { Order = (SemiHardOrder)5 }))
            .Message.ShouldStartWith("Expected a known SemiHardOrder (Nearest, Random), but got 5.");
    }

    private static SemiHardMinerOptions Euclidean(SemiHardMinerOptions options)
    {
        options.Measure = ScoreMeasure.Euclidean;
        return options;
    }

    private static int[] Mine(SemiHardMinerOptions options, int count) => new SemiHardMiner(Euclidean(options)).Mine([0f], [1f], _line, count);
}
