using RuVector.Training.TestKit;

namespace RuVector.Training.Mining.Tests;

/// <summary>What reading other libraries found wrong or fragile in their miners: the name of a test says the defect, its comment where it was read.</summary>
/// <remarks>
/// Defects that one fixture already pins: weights that underflow (<see cref="DistanceWeightedMinerTests.Mine_OneNearAndManyFarInHighDimension_IsNotLimitedByUnderflow"/>), the memory that is empty after a
/// resume (<see cref="CrossBatchMemoryTests.ImportState_AfterAResume_GoesOnAsIfNothingHadHappened"/>), the tensor of all triplets (<see cref="BatchAllMinerTests.Count_LargeBatch_MakesNoListOfTriplets"/>), and the
/// anchor as its own negative (<see cref="BatchHardMinerTests.Mine_AnchorAmongTheCandidates_IsNeverItsOwnNegative"/>).
/// </remarks>
[TestFixture]
public sealed class PeerDefectTests
{
    /// <summary>pytorch-metric-learning, miners/distance_weighted_miner.py: the largest log weight of the whole batch is subtracted, so one near pair takes the weights of all other anchors.</summary>
    [Test]
    public void DistanceWeighted_NearPairOfAnotherAnchor_LeavesTheDrawOfThisOneAlone()
    {
        const int Dimension = 384;
        float[,] anchors = new float[2, Dimension], candidates = new float[5, Dimension];
        (anchors[0, 0], anchors[1, 1]) = (1, 1);
        Place(2, axis: 0, distance: 1.1);
        Place(3, axis: 0, distance: 1.2);
        Place(4, axis: 1, distance: 0.3);
        IndexLists positives = IndexLists.FromRows([0], [1]);
        (candidates[0, 5], candidates[1, 6]) = (1, 1);
        MinedNegatives mined = new DistanceWeightedMiner().Mine(new MiningRequest(anchors, candidates, PairRelations.FromLists(5, positives, IndexLists.FromRows([2, 3], [4])), 2));
        mined.IndicesOf(0).ToArray().ShouldBe([2, 3]);
        mined.IndicesOf(1).ToArray().ShouldBe([4]);

        void Place(int candidate, int axis, double distance)
        {
            double cosine = 1 - (distance * distance / 2);
            (candidates[candidate, axis], candidates[candidate, 9 + candidate]) = ((float)cosine, (float)Math.Sqrt(1 - (cosine * cosine)));
        }
    }

    /// <summary>quaterion, triplet_loss.py: "semi-hard" compares every positive distance of the batch with every negative distance, whoever their anchors are.</summary>
    [Test]
    public void SemiHard_DistancesOfOtherAnchors_AreNotCompared()
    {
        // Anchor 0 has its positive at 1 and its only negative at 5; anchor 2 has its positive at 4.8, which would make that negative semi-hard.
        float[,] line = { { 0 }, { 1 }, { 5 }, { 9.8f } };
        SemiHardMiner miner = new(new SemiHardMinerOptions { Measure = ScoreMeasure.Euclidean, Margin = 0.5f });
        PairRelations relations = PairRelations.FromTriplets(4, 4, [new(0, 1, 2), new(2, 3, 0)]);
        MinedNegatives mined = miner.Mine(new MiningRequest(line, line, relations, 1));
        mined.IndicesOf(0).ToArray().ShouldBeEmpty();
        mined.IndicesOf(1).ToArray().ShouldBe([0]);
    }

    /// <summary>FlagEmbedding, scripts/hn_mine.py: a shortage is filled with random items of the corpus, past every filter.</summary>
    [Test]
    public void Mine_Shortage_IsCountedAndNeverFilledWithOtherItems([ValueSource(typeof(MinerTable), nameof(MinerTable.Miners))] MinerRow miner)
    {
        MiningCase data = MiningCase.Of("shared pool", PairRelations.Paired(new PairedLayout(6) { SharedNegatives = 40 }), seed: 3);
        MinedNegatives mined = miner.Mine(data, 30, static o => o.RankEnd = 4);
        for (int row = 0; row < 6; row++)
        {
            int[] hardest = [.. MiningOracle.Negatives(data, row, ScoreMeasure.Cosine).Take(4).Select(static c => c.Candidate)];
            mined.IndicesOf(row).ToArray().ShouldBeSubsetOf(hardest);
            mined.ShortageOf(row).ShouldBe(30 - mined.IndicesOf(row).Length);
        }
    }

    /// <summary>ruvector, mining.rs: random and distance-weighted picks use the same seed on every call, so every step trains on the same negatives.</summary>
    [Test]
    public void Mine_EveryStep_DrawsAnew([ValueSource(typeof(MinerTable), nameof(MinerTable.Miners))] MinerRow miner)
    {
        MiningCase data = MiningCase.Of("shared pool", PairRelations.Paired(new PairedLayout(8) { SharedNegatives = 60 }), seed: 4);
        string[] steps = [.. Enumerable.Range(0, 20).Select(step => string.Join('|', Rows(miner.Mine(data, 3, step: step))))];
        (steps.Distinct().Count() > 10).ShouldBe(miner.IsRandom);
    }

    /// <summary>ruvector, mining.rs: the top-up of semi-hard mining proposes what is chosen already, skips it, and returns too few.</summary>
    [Test]
    public void SemiHard_TopUp_FillsUpWithWhatIsNotChosenYet()
    {
        float[][] candidates = [[0.99f, 0.1f], [0.95f, 0.3f], [0.5f, 0.8f], [0, 1], [-1, 0]];
        int[] mined = new SemiHardMiner(new SemiHardMinerOptions { Margin = 0.06f, TopUp = true }).Mine([1, 0], [1, 0], candidates, 5);
        mined.ShouldBe([0, 1, 2, 3, 4]);
    }

    /// <summary>ruvector, mining.rs: the positive is among the candidates that may be chosen.</summary>
    [Test]
    public void Mine_PositiveAmongTheCandidates_IsNeverChosen([ValueSource(typeof(MinerTable), nameof(MinerTable.Miners))] MinerRow miner)
    {
        float[,] embeddings = Batches.Matrix(12, 5, seed: 5);
        MiningCase data = new("labels", embeddings, embeddings, PairRelations.FromLabels([.. Enumerable.Range(0, 12).Select(static i => i % 3)]));
        MinedNegatives mined = miner.Mine(data, 12);
        for (int row = 0; row < 12; row++)
        {
            mined.IndicesOf(row).ToArray().ShouldAllBe(candidate => candidate % 3 != row % 3);
        }
    }

    /// <summary>ruvector, mining.rs: NaN compares as equal, so a sort puts broken vectors anywhere.</summary>
    [Test]
    public void Hardest_NaNAmongTheCandidates_IsNotSortedAmongThem()
    {
        float[,] candidates = { { 9 }, { 1 }, { float.NaN }, { 3 }, { float.NaN }, { 2 } };
        HardestMiner miner = new(new HardestMinerOptions { Measure = ScoreMeasure.Dot });
        MinedNegatives mined = miner.Mine(new MiningRequest(new float[,] { { 1 } }, candidates, PairRelations.Paired(new PairedLayout(1) { SharedNegatives = 5 }), 5));
        mined.IndicesOf(0).ToArray().ShouldBe([3, 5, 1]);
        mined.DroppedCandidates.ShouldBe(2);
    }

    private static string[] Rows(MinedNegatives mined) => [.. Enumerable.Range(0, mined.RowCount).Select(row => string.Join(' ', mined.IndicesOf(row).ToArray()))];
}
