using RuVector.Training.TestKit;

namespace RuVector.Training.Mining.Tests;

[TestFixtureSource(typeof(MinerTable), nameof(MinerTable.Miners))]
public sealed class MinerConformanceTests(MinerRow miner)
{
    private static readonly int[] _seeds = [.. Enumerable.Range(1, 20)];

    [Test]
    public void Mine_RelationsOfEveryKind_ChoosesOfTheEligibleEachOnceAndCountsTheShortage([Values(0, 1, 3, 100)] int count)
    {
        foreach (ScoreMeasure measure in miner.Measures)
        {
            foreach (MiningCase data in _seeds.SelectMany(MiningCase.OfEveryKind))
            {
                MinedNegatives mined = miner.Mine(data, count, o => o.Measure = measure);
                mined.RowCount.ShouldBe(data.Relations.RowCount);
                long missing = 0;
                for (int row = 0; row < mined.RowCount; row++)
                {
                    ScoredCandidate[] eligible = miner.Eligible(data, row, measure);
                    CheckChoice(mined, row, eligible, Math.Min(count, eligible.Length));
                    if (!miner.IsRandom)
                    {
                        mined.IndicesOf(row).ToArray().ShouldBe(eligible.Take(count).Select(static c => c.Candidate));
                    }

                    mined.ShortageOf(row).ShouldBe(count - Math.Min(count, eligible.Length));
                    missing += mined.ShortageOf(row);
                }

                mined.TotalShortage.ShouldBe(missing);
                (mined.FilteredPairs, mined.DroppedCandidates, mined.DroppedPairs).ShouldBe((0, 0, 0));
            }
        }
    }

    [Test]
    public void Mine_ResultAsRelations_HasTheChosenNegatives()
    {
        foreach (MiningCase data in _seeds.SelectMany(MiningCase.OfEveryKind))
        {
            MinedNegatives mined = miner.Mine(data, 3);
            PairRelations relations = data.Relations.WithNegatives(mined);
            for (int row = 0; row < mined.RowCount; row++)
            {
                relations.GetRow(row).Negatives.ToArray().ShouldBe(mined.IndicesOf(row).ToArray().Order());
            }
        }
    }

    [Test]
    public void Mine_SameRequestTwice_GivesTheSameChoices()
    {
        foreach (MiningCase data in MiningCase.OfEveryKind(seed: 3))
        {
            ShouldBeEqual(miner.Mine(data, 3), miner.Mine(data, 3));
        }
    }

    [Test]
    public void Mine_OtherStepOrSeed_ChangesRandomChoicesOnly()
    {
        MiningCase data = MiningCase.Of("shared pool", PairRelations.Paired(new PairedLayout(20) { SharedNegatives = 60 }), seed: 4);
        int[] first = AllIndices(miner.Mine(data, 2, seed: 1, step: 1));
        int[][] others = [AllIndices(miner.Mine(data, 2, seed: 1, step: 2)), AllIndices(miner.Mine(data, 2, seed: 2, step: 1)), AllIndices(miner.Mine(data, 2, seed: ulong.MaxValue, step: -1))];
        foreach (int[] other in others)
        {
            (!first.SequenceEqual(other)).ShouldBe(miner.IsRandom);
        }
    }

    [Test]
    public void Mine_OtherRowsReplaced_LeavesARowAlone()
    {
        foreach (MiningCase data in MiningCase.OfEveryKind(seed: 6).Where(static d => !ReferenceEquals(d.Anchors, d.Candidates)))
        {
            MinedNegatives before = miner.Mine(data, 3);
            int kept = data.Relations.RowCount / 2;
            float[,] anchors = Batches.Matrix(data.Anchors.GetLength(0), data.Anchors.GetLength(1), seed: 99);
            int anchor = data.Relations.RowCount == 0 ? 0 : data.Relations.GetRow(kept).Anchor;
            for (int k = 0; k < anchors.GetLength(1); k++)
            {
                anchors[anchor, k] = data.Anchors[anchor, k];
            }

            MinedNegatives after = miner.Mine(data with { Anchors = anchors }, 3);
            after.IndicesOf(kept).ToArray().ShouldBe(before.IndicesOf(kept).ToArray());
        }
    }

    [Test]
    public void Mine_EqualCandidates_ChoosesEachOnce()
    {
        MiningCase data = MiningCase.Of("shared pool", PairRelations.Paired(new PairedLayout(1) { SharedNegatives = 6 }), seed: 7);
        (float[,] anchors, float[,] candidates) = (new float[1, 5], new float[7, 5]);
        (anchors[0, 0], candidates[0, 0]) = (1, 1);
        for (int i = 1; i < 7; i++)
        {
            (candidates[i, 0], candidates[i, 1]) = (3, 1);
        }

        MinedNegatives mined = miner.Mine(data with { Anchors = anchors, Candidates = candidates }, 6);
        mined.IndicesOf(0).ToArray().ShouldBe([1, 2, 3, 4, 5, 6], ignoreOrder: miner.IsRandom);
    }

    [Test]
    public void Mine_CandidateWithNaN_IsLeftOutAndCountedAndTheRestIsAsIfItWereAbsent([Values(float.NaN, float.PositiveInfinity)] float value)
    {
        foreach (MiningCase data in _seeds.SelectMany(MiningCase.OfEveryKind).Where(static d => !ReferenceEquals(d.Anchors, d.Candidates) && !d.Name.EndsWith("ignored", StringComparison.Ordinal)))
        {
            int broken = data.Relations.CandidateCount / 2;
            float[,] candidates = (float[,])data.Candidates.Clone();
            candidates[broken, 1] = value;
            MinedNegatives mined = miner.Mine(data with { Candidates = candidates }, 3);
            IndexLists ignored = IndexLists.FromRows([.. Enumerable.Repeat(new[] { broken }, data.Relations.RowCount)]);
            MinedNegatives expected = miner.Mine(data with { Relations = data.Relations.Ignoring(ignored) }, 3);
            mined.DroppedCandidates.ShouldBe(1);
            ShouldBeEqual(mined, expected);
        }
    }

    [Test]
    public void Mine_AnchorWithNaN_IsRefusedAndLeavesNoRows()
    {
        MiningCase data = MiningCase.Of("in batch", PairRelations.InBatch(3), seed: 8);
        data.Anchors[1, 2] = float.NaN;
        MinedNegatives result = new();
        INegativeMiner subject = miner.Create(static _ => { });
        Should.Throw<NonFiniteValueException>(() => subject.Mine(new MiningRequest(data.Anchors, data.Candidates, data.Relations, 2), result))
            .Message.ShouldBe("Expected finite values, but got NaN in row 1, column 2. (Parameter 'anchors')");
        result.RowCount.ShouldBe(0);
    }

    [Test]
    public void Mine_NoCandidatesOrNoRows_GivesNothing()
    {
        MinedNegatives noCandidates = miner.Mine(new("no candidates", new float[2, 3], new float[0, 3], PairRelations.FromLists(0, IndexLists.FromRows([], []), IndexLists.FromRows([], []))), 4);
        (noCandidates.RowCount, noCandidates.TotalCount, noCandidates.TotalShortage).ShouldBe((2, 0, 8));
        MinedNegatives noDimension = miner.Mine(new("no dimension", new float[2, 0], new float[3, 0], PairRelations.FromLabels([1, 2], [1, 2, 3])), 4);
        (noDimension.RowCount, noDimension.TotalShortage + noDimension.TotalCount).ShouldBe((2, 8));
        MinedNegatives noRows = miner.Mine(MiningCase.Of("no rows", PairRelations.InBatch(0), seed: 9), 4);
        (noRows.RowCount, noRows.TotalCount, noRows.TotalShortage).ShouldBe((0, 0, 0));
    }

    [Test]
    public void Mine_RowWithoutPositive_IsEmptyAndCountedWhenTheMinerComparesWithOne()
    {
        MiningCase data = MiningCase.Of("labels", PairRelations.FromLabels([1, 1, 2, 3, 3], [1, 1, 2, 3, 3], anchorsComeFirst: true), seed: 12);
        MinedNegatives mined = miner.Mine(data, 1);
        mined.RowsWithoutPositive.ShouldBe(miner.NeedsPositive ? 1 : 0);
        MinedNegatives filtered = miner.Mine(data, 1, static o => o.AbsoluteMargin = 0);
        filtered.RowsWithoutPositive.ShouldBe(1);
        filtered.IndicesOf(2).Length.ShouldBe(0);
    }

    [Test]
    public void Mine_RequireExactCount_RefusesAShortageWithBothNumbers()
    {
        MiningCase data = MiningCase.Of("lists", PairRelations.FromLists(3, IndexLists.FromRows([0], [0], [0]), IndexLists.FromRows([1, 2], [], [1])), seed: 10);
        (float[,] anchors, float[,] candidates) = (new float[3, 5], new float[3, 5]);
        for (int i = 0; i < 3; i++)
        {
            (anchors[i, 0], candidates[i, 0], candidates[i, 1]) = (1, 1, 0.5f * i);
        }

        data = data with { Anchors = anchors, Candidates = candidates };
        Should.Throw<InvalidOperationException>(() => miner.Mine(data, 2, static o => o.RequireExactCount = true)).Message.ShouldBe(
            "Expected 2 negatives for each row, but row 1 has 0; 2 of 3 rows fall short. Offer more candidates, relax the filters, or accept fewer negatives (RequireExactCount = false).");
        miner.Mine(data, 0, static o => o.RequireExactCount = true).TotalCount.ShouldBe(0);
    }

    [Test]
    public void Mine_ResultUsedBefore_HoldsTheNewChoicesOnly()
    {
        MiningCase big = MiningCase.Of("shared pool", PairRelations.Paired(new PairedLayout(9) { SharedNegatives = 30 }), seed: 13);
        MiningCase small = MiningCase.Of("labels", PairRelations.FromLabels([1, 1, 2], [1, 1, 2], anchorsComeFirst: true), seed: 14);
        INegativeMiner subject = miner.Create(static o => o.RelativeMargin = 0.1f);
        MinedNegatives reused = new();
        subject.Mine(new MiningRequest(big.Anchors, big.Candidates, big.Relations, 7), reused);
        subject.Mine(new MiningRequest(small.Anchors, small.Candidates, small.Relations, 2), reused);
        ShouldBeEqual(reused, subject.Mine(new MiningRequest(small.Anchors, small.Candidates, small.Relations, 2)));
    }

    [Test]
    public void Mine_SecondCall_AllocatesNothing()
    {
        MiningCase data = MiningCase.Of("own negatives", PairRelations.Paired(new PairedLayout(30) { OwnNegativesPerAnchor = 50 }), seed: 15);
        INegativeMiner subject = miner.Create(static o => (o.AbsoluteMargin, o.RankEnd) = (0.01f, 40));
        MinedNegatives result = new();
        SteadyAllocation.Of(() => subject.Mine(new MiningRequest(data.Anchors, data.Candidates, data.Relations, 5), result)).ShouldBe(0);
    }

    [Test]
    public void Mine_ManyThreads_GiveTheSameChoices()
    {
        MiningCase data = MiningCase.Of("in batch", PairRelations.InBatch(40), seed: 16);
        INegativeMiner subject = miner.Create(static o => o.RankEnd = 30);
        MinedNegatives[] results = new MinedNegatives[16];
        Parallel.For(0, results.Length, i => results[i] = subject.Mine(new MiningRequest(data.Anchors, data.Candidates, data.Relations, 6) { Step = 3 }));
        foreach (MinedNegatives result in results)
        {
            ShouldBeEqual(result, results[0]);
        }
    }

    [Test]
    public void Mine_NoResultOrEmptyRequest_IsRefused()
    {
        INegativeMiner subject = miner.Create(static _ => { });
        Should.Throw<ArgumentNullException>(() => subject.Mine(default, null!)).ParamName.ShouldBe("result");
        Should.Throw<ArgumentException>(() => subject.Mine(default, new MinedNegatives()))
            .Message.ShouldBe("Expected a request with anchors, candidates and relations, but got an empty one. (Parameter 'request')");
    }

    internal static void CheckChoice(MinedNegatives mined, int row, ScoredCandidate[] eligible, int count)
    {
        int[] indices = mined.IndicesOf(row).ToArray();
        float[] scores = mined.ScoresOf(row).ToArray();
        indices.Length.ShouldBe(count);
        indices.ShouldBeUnique();
        for (int i = 0; i < indices.Length; i++)
        {
            ScoredCandidate[] found = [.. eligible.Where(candidate => candidate.Candidate == indices[i])];
            found.Length.ShouldBe(1, $"candidate {indices[i]} of row {row} is not eligible");
            Tolerance.ForFloat.Accepts(scores[i], found[0].Score).ShouldBeTrue();
        }
    }

    private static int[] AllIndices(MinedNegatives mined) => [.. Enumerable.Range(0, mined.RowCount).SelectMany(row => mined.IndicesOf(row).ToArray())];

    private static void ShouldBeEqual(MinedNegatives mined, MinedNegatives expected)
    {
        mined.RowCount.ShouldBe(expected.RowCount);
        for (int row = 0; row < mined.RowCount; row++)
        {
            mined.IndicesOf(row).ToArray().ShouldBe(expected.IndicesOf(row).ToArray());
            mined.ScoresOf(row).ToArray().ShouldBe(expected.ScoresOf(row).ToArray());
        }

        (mined.RequestedPerRow, mined.RowsWithoutPositive, mined.FilteredPairs, mined.DroppedPairs, mined.ToppedUp)
            .ShouldBe((expected.RequestedPerRow, expected.RowsWithoutPositive, expected.FilteredPairs, expected.DroppedPairs, expected.ToppedUp));
    }
}
