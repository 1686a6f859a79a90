using RuVector.Training.TestKit;

namespace RuVector.Training.Mining.Tests;

[TestFixture]
public sealed class BatchHardMinerTests
{
    // On a line: class 0 at 0, 1 and 4, class 1 at 2 and 7, class 2 alone at -3.
    private static readonly float[,] _line = { { 0 }, { 1 }, { 4 }, { 2 }, { 7 }, { -3 } };

    private static readonly int[] _labels = [0, 0, 0, 1, 1, 2];

    [Test]
    public void Mine_Labels_TakesTheFarthestPositiveAndTheClosestNegative()
    {
        MinedPairs mined = Mine(new BatchHardMiner(ScoreMeasure.Euclidean), ContrastiveBatch.Labelled(_line, _labels));
        Rows(mined.Positives).ShouldBe(["2", "2", "0", "4", "3", ""]);
        Rows(mined.Negatives).ShouldBe(["3", "3", "3", "1", "2", "0"]);
        mined.Positives.ValuesOf(0).ToArray().ShouldBe([4]);
        mined.Negatives.ValuesOf(3).ToArray().ShouldBe([1]);
    }

    [Test]
    public void Mine_PairsAsRelations_HoldTheChosenPairsForALoss()
    {
        PairRelations relations = PairRelations.FromLabels(_labels);
        MinedPairs mined = Mine(new BatchHardMiner(ScoreMeasure.Euclidean), new ContrastiveBatch(_line, relations));
        PairRelations chosen = relations.WithPairs(mined);
        (chosen.RowCount, chosen.GetRow(1).PositiveValues.Length).ShouldBe((6, 0));
        chosen.GetRow(1).Positives.ToArray().ShouldBe([2]);
        chosen.GetRow(1).Negatives.ToArray().ShouldBe([3]);
    }

    [Test]
    public void Mine_EquallyFarPairs_TakesTheLowerIndex()
    {
        float[,] ring = { { 0, 0 }, { 1, 0 }, { 0, 1 }, { -1, 0 }, { 0, -1 } };
        MinedPairs mined = Mine(new BatchHardMiner(ScoreMeasure.SquaredEuclidean), ContrastiveBatch.Labelled(ring, [0, 0, 0, 1, 1]));
        (mined.Positives[0].ToArray()[0], mined.Negatives[0].ToArray()[0]).ShouldBe((1, 3));
    }

    /// <summary>A mask of everything that is not positive takes the anchor for its own hardest negative, at distance 0.</summary>
    [Test]
    public void Mine_AnchorAmongTheCandidates_IsNeverItsOwnNegative()
    {
        foreach (MiningCase data in Enumerable.Range(1, 20).SelectMany(MiningCase.OfEveryKind))
        {
            MinedPairs mined = Mine(new BatchHardMiner(), new ContrastiveBatch(data.Anchors, data.Candidates, data.Relations));
            for (int row = 0; row < data.Relations.RowCount; row++)
            {
                ScoredCandidate[] negatives = MiningOracle.Negatives(data, row, ScoreMeasure.Cosine);
                mined.Negatives[row].ToArray().ShouldBe(negatives.Take(1).Select(static c => c.Candidate), $"{data.Name}, row {row}");
                mined.Positives[row].Length.ShouldBe(MiningOracle.FarthestPositive(data, row, ScoreMeasure.Cosine) is null ? 0 : 1);
                Tolerance.ForFloat.ShouldAccept(mined.Positives.ValuesOf(row), MiningOracle.FarthestPositive(data, row, ScoreMeasure.Cosine) is { } farthest ? [farthest] : []);
            }
        }
    }

    [Test]
    public void Mine_NonFiniteValues_AreLeftOutAndCountedAndAnchorsRefused()
    {
        float[,] anchors = { { 1e30f, 0 } }, candidates = { { 1, 1 }, { 1e30f, 0 }, { float.NaN, 0 }, { 2, 0 } };
        PairRelations relations = PairRelations.FromLists(4, IndexLists.FromRows([0, 1]), IndexLists.FromRows([2, 3]));
        MinedPairs mined = Mine(new BatchHardMiner(ScoreMeasure.Dot), new ContrastiveBatch(anchors, candidates, relations));
        (Rows(mined.Positives)[0], Rows(mined.Negatives)[0], mined.DroppedCandidates, mined.DroppedPairs).ShouldBe(("0", "3", 1, 1L));
        anchors[0, 1] = float.NaN;
        Should.Throw<NonFiniteValueException>(() => Mine(new BatchHardMiner(), new ContrastiveBatch(anchors, candidates, relations))).ParamName.ShouldBe("anchors");
    }

    [Test]
    public void Mine_SecondCall_AllocatesNothing()
    {
        MiningCase data = MiningCase.Of("in batch", PairRelations.InBatch(20), seed: 1);
        MinedPairs result = new();
        BatchHardMiner miner = new();
        SteadyAllocation.Of(() => miner.Mine(new ContrastiveBatch(data.Anchors, data.Candidates, data.Relations), result)).ShouldBe(0);
        result.Positives.Count.ShouldBe(20);
    }

    [Test]
    public void Mine_WrongCall_IsRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new BatchHardMiner((ScoreMeasure)9)).ParamName.ShouldBe("measure");
        Should.Throw<ArgumentNullException>(() => new BatchHardMiner().Mine(default, null!)).ParamName.ShouldBe("result");
        Should.Throw<ArgumentException>(() => new BatchHardMiner().Mine(default, new MinedPairs())).Message.ShouldStartWith("Expected a batch with relations");
    }

    internal static MinedPairs Mine(IPairMiner miner, in ContrastiveBatch batch)
    {
        MinedPairs mined = new();
        miner.Mine(batch, mined);
        return mined;
    }

    internal static string[] Rows(IndexLists lists) => [.. Enumerable.Range(0, lists.Count).Select(row => string.Join(' ', lists[row].ToArray()))];
}
