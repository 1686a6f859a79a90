using RuVector.Training.TestKit;

namespace RuVector.Training.Mining.Tests;

[TestFixture]
public sealed class HardestMinerTests
{
    private static readonly float[] _anchor = [1, 0];

    private static readonly float[][] _candidates = [[0, 1], [1, 1], [2, 0], [3, 3], [-1, 0], [0, 0]];

    [Test]
    public void Mine_Cosine_TakesTheHighestAndTiesByIndex() => new HardestMiner().Mine(_anchor, _candidates, 6).ShouldBe([2, 1, 3, 0, 5, 4]);

    [Test]
    public void Mine_Dot_TakesTheHighest() => Mine(ScoreMeasure.Dot, 3).ShouldBe([3, 2, 1]);

    [Test]
    public void Mine_Euclidean_TakesTheNearest() => Mine(ScoreMeasure.Euclidean, 4).ShouldBe([1, 2, 5, 0]);

    [Test]
    public void Mine_WithPositive_DoesNotReturnThePositive()
    {
        HardNegativeMiner.Hardest().Mine(_anchor, [1, 0], _candidates, 2).ShouldBe([2, 1]);
        HardNegativeMiner.Hardest().Mine(_anchor, [1, 0], _candidates, 100).Length.ShouldBe(6);
    }

    [Test]
    public void Mine_SmallDifferenceOfHugeDistances_IsNotLost()
    {
        float[][] candidates = [[1001, 0], [1000, 0], [999, 0.5f]];
        new HardestMiner(new HardestMinerOptions { Measure = ScoreMeasure.SquaredEuclidean }).Mine([1000.25f, 0], candidates, 3).ShouldBe([1, 0, 2]);
    }

    [Test]
    public void Mine_ScoresThatOverflow_AreLeftOutAndCounted()
    {
        float[,] anchors = { { 1e30f, 1 } };
        float[,] candidates = { { 1e30f, 0 }, { 0, 2 }, { -1e30f, 0 }, { 0, 3 } };
        HardestMiner miner = new(new HardestMinerOptions { Measure = ScoreMeasure.Dot });
        MinedNegatives mined = miner.Mine(new MiningRequest(anchors, candidates, PairRelations.FromLists(4, IndexLists.FromRows([[]]), IndexLists.FromRows([0, 1, 2, 3])), 4));
        mined.IndicesOf(0).ToArray().ShouldBe([3, 1]);
        (mined.DroppedPairs, mined.DroppedCandidates, mined.FilteredPairs, mined.TotalShortage).ShouldBe((2, 0, 0, 2));
    }

    [Test]
    public void Mine_ManyCandidates_TakesTheHardestInOrder([Values] ScoreMeasure measure, [Values(1, 10, 700)] int count)
    {
        MiningCase data = MiningCase.Of("shared pool", PairRelations.Paired(new PairedLayout(2) { SharedNegatives = 3000 }), seed: 21);
        MinedNegatives mined = new HardestMiner(new HardestMinerOptions { Measure = measure }).Mine(new MiningRequest(data.Anchors, data.Candidates, data.Relations, count));
        bool isSimilarity = measure is ScoreMeasure.Cosine or ScoreMeasure.Dot;
        for (int row = 0; row < 2; row++)
        {
            double[] expected = [.. MiningOracle.Negatives(data, row, measure).Take(count).Select(static c => c.Score)];
            Tolerance.ForFloat.ShouldAccept(mined.ScoresOf(row), expected);
            mined.ScoresOf(row).ToArray().ShouldBeInOrder(isSimilarity ? SortDirection.Descending : SortDirection.Ascending);
        }
    }

    [Test]
    public void Mine_RowsInOtherOrder_GivesTheSameRowsInThatOrder()
    {
        MiningCase data = MiningCase.Of("labels", PairRelations.FromLabels([0, 1, 2, 0], [0, 1, 2, 0, 1, 1, 2]), seed: 22);
        float[,] reversed = new float[4, 5];
        for (int i = 0; i < 4; i++)
        {
            for (int k = 0; k < 5; k++)
            {
                reversed[i, k] = data.Anchors[3 - i, k];
            }
        }

        MinedNegatives forward = new HardestMiner().Mine(new MiningRequest(data.Anchors, data.Candidates, data.Relations, 3));
        MinedNegatives backward = new HardestMiner().Mine(new MiningRequest(reversed, data.Candidates, PairRelations.FromLabels([0, 2, 1, 0], [0, 1, 2, 0, 1, 1, 2]), 3));
        for (int i = 0; i < 4; i++)
        {
            backward.IndicesOf(i).ToArray().ShouldBe(forward.IndicesOf(3 - i).ToArray());
        }
    }

    private static int[] Mine(ScoreMeasure measure, int count) => new HardestMiner(new HardestMinerOptions { Measure = measure }).Mine(_anchor, _candidates, count);
}
