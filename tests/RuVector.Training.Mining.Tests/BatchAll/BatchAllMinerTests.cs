using System.Runtime.InteropServices;
using RuVector.Training.TestKit;

namespace RuVector.Training.Mining.Tests;

[TestFixture]
public sealed class BatchAllMinerTests
{
    [Test]
    public void Mine_RelationsOfEveryKind_ListsAndCountsWhatAPlainLoopFinds([Values(ScoreMeasure.Cosine, ScoreMeasure.Euclidean)] ScoreMeasure measure)
    {
        BatchAllMiner miner = new(0.3f, measure);
        List<Triplet> triplets = [];
        foreach (MiningCase data in Enumerable.Range(1, 20).SelectMany(MiningCase.OfEveryKind))
        {
            ContrastiveBatch batch = new(data.Anchors, data.Candidates, data.Relations);
            (List<Triplet> expected, long valid, double sum) = Expected(data, measure, margin: 0.3f);
            miner.Mine(batch, triplets);
            triplets.ShouldBe(expected);
            BatchAllSummary summary = miner.Count(batch);
            (summary.ValidTriplets, summary.ActiveTriplets).ShouldBe((valid, expected.Count));
            summary.SumOfActive.ShouldBe(sum, 1e-5 * (1 + sum));
            summary.MeanOverActive.ShouldBe(expected.Count == 0 ? 0 : summary.SumOfActive / expected.Count, 1e-12);
            summary.FractionActive.ShouldBe(valid == 0 ? 0 : (double)expected.Count / valid, 1e-12);
        }
    }

    [Test]
    public void Mine_Triplets_AreRelationsForALoss()
    {
        float[,] line = { { 0 }, { 1 }, { 1.5f }, { 9 } };
        List<Triplet> triplets = [];
        new BatchAllMiner(0.25f, ScoreMeasure.Euclidean).Mine(ContrastiveBatch.Labelled(line, [0, 0, 1, 1]), triplets);
        PairRelations relations = PairRelations.FromTriplets(4, 4, CollectionsMarshal.AsSpan(triplets));
        Enumerable.Range(0, relations.RowCount).Select(row => relations.GetRow(row).Anchor).ShouldBe([1, 2]);
        triplets.ShouldContain(new Triplet(2, 3, 0));
        triplets.ShouldNotContain(new Triplet(0, 1, 2));
    }

    /// <summary>As a matrix of all triplets this batch would take 32 GiB.</summary>
    [Test]
    public void Count_LargeBatch_MakesNoListOfTriplets()
    {
        const int Rows = 2048;
        float[,] embeddings = Batches.Matrix(Rows, 8, seed: 1);
        int[] labels = [.. Enumerable.Range(0, Rows).Select(static i => i % 4)];
        long before = GC.GetAllocatedBytesForCurrentThread();
        BatchAllSummary summary = new BatchAllMiner().Count(ContrastiveBatch.Labelled(embeddings, labels));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(64L << 20);
        summary.ValidTriplets.ShouldBe((long)Rows * 511 * 1536);
        summary.FractionActive.ShouldBeInRange(0.4, 0.8);
    }

    [Test]
    public void Constructor_BadSettings_AreRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new BatchAllMiner(-0.5f)).Message.ShouldStartWith("Expected a finite margin of 0 or more, but got -0.5.");
        Should.Throw<ArgumentOutOfRangeException>(() => new BatchAllMiner(0, (ScoreMeasure)7)).ParamName.ShouldBe("measure");
        Should.Throw<ArgumentNullException>(() => new BatchAllMiner().Mine(default, null!)).ParamName.ShouldBe("triplets");
        Should.Throw<ArgumentException>(() => new BatchAllMiner().Count(default)).ParamName.ShouldBe("batch");
    }

    private static (List<Triplet> Active, long Valid, double Sum) Expected(MiningCase data, ScoreMeasure measure, float margin)
    {
        List<Triplet> active = [];
        (long valid, double sum) = (0, 0);
        for (int row = 0; row < data.Relations.RowCount; row++)
        {
            int anchor = data.Relations.GetRow(row).Anchor, count = data.Relations.CandidateCount;
            for (int p = 0; p < count; p++)
            {
                for (int n = 0; n < count; n++)
                {
                    if (data.Relations.KindOf(row, p) == PairKind.Positive && data.Relations.KindOf(row, n) == PairKind.Negative)
                    {
                        double loss = Distance(p) - Distance(n) + margin;
                        valid++;
                        sum += Math.Max(0, loss);
                        if (loss > 0)
                        {
                            active.Add(new Triplet(anchor, p, n));
                        }
                    }
                }
            }

            double Distance(int candidate) => (measure == ScoreMeasure.Cosine ? -1 : 1) * MiningOracle.Score(measure, data.Anchors, anchor, data.Candidates, candidate);
        }

        return (active, valid, sum);
    }
}
