using RuVector.Training.TestKit;

namespace RuVector.Training.Mining.Tests;

[TestFixture]
public sealed class MultiSimilarityMinerTests
{
    // Dots with the anchor: positives 0.9, 0.5, 0.2; negatives 0.6, 0.3, 0.1, -0.4.
    private static readonly float[,] _candidates = { { 0.9f }, { 0.5f }, { 0.2f }, { 0.6f }, { 0.3f }, { 0.1f }, { -0.4f } };

    private static readonly PairRelations _relations = PairRelations.FromLists(7, IndexLists.FromRows([0, 1, 2]), IndexLists.FromRows([3, 4, 5, 6]));

    [TestCase(0f, "1 2", "3 4")]
    [TestCase(0.125f, "1 2", "3 4 5")]
    [TestCase(0.35f, "0 1 2", "3 4 5")]
    [TestCase(1f, "0 1 2", "3 4 5 6")]
    public void Mine_Pairs_AreThoseBeyondTheHardestOfTheOtherKind(float epsilon, string positives, string negatives)
    {
        MinedPairs mined = BatchHardMinerTests.Mine(Miner(epsilon), new ContrastiveBatch(new float[,] { { 1 } }, _candidates, _relations));
        (BatchHardMinerTests.Rows(mined.Positives)[0], BatchHardMinerTests.Rows(mined.Negatives)[0]).ShouldBe((positives, negatives));
    }

    [Test]
    public void Mine_Negatives_AreTheClosestOfThose() =>
        Miner(0.125f).Mine(new MiningRequest(new float[,] { { 1 } }, _candidates, _relations, 2)).IndicesOf(0).ToArray().ShouldBe([3, 4]);

    [Test]
    public void Mine_RowWithoutOneKind_GivesNoPairs()
    {
        PairRelations onlyPositives = PairRelations.FromLists(7, IndexLists.FromRows([0, 1]), IndexLists.FromRows([[]]));
        MinedPairs mined = BatchHardMinerTests.Mine(Miner(9), new ContrastiveBatch(new float[,] { { 1 } }, _candidates, onlyPositives));
        (mined.Positives.TotalCount, mined.Negatives.TotalCount).ShouldBe((0, 0));
        PairRelations onlyNegatives = PairRelations.FromLists(7, IndexLists.FromRows([[]]), IndexLists.FromRows([0, 1]));
        mined = BatchHardMinerTests.Mine(Miner(9), new ContrastiveBatch(new float[,] { { 1 } }, _candidates, onlyNegatives));
        (mined.Positives.TotalCount, mined.Negatives.TotalCount).ShouldBe((0, 0));
    }

    [Test]
    public void Mine_RelationsOfEveryKind_MatchesAPlainLoop()
    {
        foreach (MiningCase data in Enumerable.Range(1, 20).SelectMany(MiningCase.OfEveryKind))
        {
            PairRelations chosen = data.Relations.WithPairs(BatchHardMinerTests.Mine(Miner(0.2f, ScoreMeasure.Euclidean), new ContrastiveBatch(data.Anchors, data.Candidates, data.Relations)));
            for (int row = 0; row < data.Relations.RowCount; row++)
            {
                int anchor = data.Relations.GetRow(row).Anchor;
                double Distance(int candidate) => MiningOracle.Score(ScoreMeasure.Euclidean, data.Anchors, anchor, data.Candidates, candidate);
                int[] positives = Of(PairKind.Positive), negatives = Of(PairKind.Negative);
                chosen.GetRow(row).Positives.ToArray().ShouldBe(positives.Where(p => negatives.Length > 0 && Distance(p) > negatives.Min(Distance) - 0.2));
                chosen.GetRow(row).Negatives.ToArray().ShouldBe(negatives.Where(n => positives.Length > 0 && Distance(n) < positives.Max(Distance) + 0.2));

                int[] Of(PairKind kind) => [.. Enumerable.Range(0, data.Relations.CandidateCount).Where(candidate => data.Relations.KindOf(row, candidate) == kind)];
            }
        }
    }

    [Test]
    public void Constructor_BadEpsilon_IsRefused() => Should.Throw<ArgumentOutOfRangeException>(() => Miner(-1)).Message.ShouldStartWith("Expected a finite Epsilon of 0 or more, but got -1.");

    private static MultiSimilarityMiner Miner(float epsilon, ScoreMeasure measure = ScoreMeasure.Dot) => new(new MultiSimilarityMinerOptions { Epsilon = epsilon, Measure = measure });
}
