using FsCheck;
using FsCheck.Fluent;

namespace RuVector.Training.Abstractions.Tests;

[TestFixture]
public sealed class IgnoringSameKeyTests
{
    private const long NoKey = -1;

    [Test]
    public void IgnoringSameKey_InBatch_LeavesOutTheKeyOfTheAnchorAndThatOfItsPositive()
    {
        PairRelations relations = PairRelations.InBatch(4);

        // Anchor 0 has the key of candidate 2; candidates 1 and 3 have the same key; candidate 0 has anchor 1's.
        Kinds.Of(relations.IgnoringSameKey([30, 10, 70, 80], [10, 20, 30, 20])).ShouldBe(["PNIN", "IPNI", "NNPN", "NINP"]);
    }

    [Test]
    public void IgnoringSameKey_CandidateKeysAlone_LeavesOutRepeatedDocuments() =>
        Kinds.Of(PairRelations.InBatch(4).IgnoringSameKey([7, long.MinValue, 7, long.MaxValue])).ShouldBe(["PNIN", "NPNN", "INPN", "NNNP"]);

    [Test]
    public void IgnoringSameKey_OwnNegatives_ListsNoPairThatIsNone()
    {
        PairRelations own = PairRelations.Paired(new PairedLayout(2) { OwnNegativesPerAnchor = 2 }).IgnoringSameKey([5, 6], [5, 6, 5, 6, 5, 6]);

        Kinds.Of(own).ShouldBe(["P.IN..", ".P..NI"]);
        own.GetRow(0).Ignored.ToArray().ShouldBe([2]);
    }

    [Test]
    public void IgnoringSameKey_HardNegativesOfAll_AreMaskedForEveryAnchor() =>
        Kinds.Of(PairRelations.Paired(new PairedLayout(2) { InBatchNegatives = true, OwnNegativesPerAnchor = 1, ShareOwnNegatives = true }).IgnoringSameKey([1, 2], [1, 2, 2, 1]))
            .ShouldBe(["PNNI", "NPIN"]);

    [Test]
    public void IgnoringSameKey_SeveralPositives_CountsTheKeyOfEach() =>
        Kinds.Of(PairRelations.Paired(new PairedLayout(2) { PositivesPerAnchor = 2, InBatchNegatives = true }).IgnoringSameKey([1, 2, 2, 3])).ShouldBe(["PPIN", "NIPP"]);

    [Test]
    public void IgnoringSameKey_Labels_HasTheAnchorsOwnKeyAndNeverIgnoresAPositive() =>
        Kinds.Of(PairRelations.FromLabels([0, 0, 1, 2]).IgnoringSameKey([9, 9, 9, 4])).ShouldBe(["IPIN", "PIIN", "IIIN", "NNNI"]);

    [Test]
    public void IgnoringSameKey_Triplets_ReadsTheKeyOfTheRowsAnchor() =>
        Kinds.Of(PairRelations.FromTriplets(2, 4, [new(1, 0, 2), new(1, 0, 3), new(1, 1, 3)]).IgnoringSameKey([50, 40], [10, 30, 40, 30])).ShouldBe(["P.IN", ".P.I"]);

    [Test]
    public void IgnoringSameKey_NoKey_IsEqualToNothing() =>
        Kinds.Of(PairRelations.InBatch(4).IgnoringSameKey([NoKey, 5, NoKey, NoKey], [NoKey, NoKey, 5, NoKey], NoKey)).ShouldBe(["PNNN", "NPIN", "NNPN", "NNNP"]);

    [Test]
    public void IgnoringSameKey_AnchorWithoutKey_StillHasThatOfItsPositive() =>
        Kinds.Of(PairRelations.InBatch(3).IgnoringSameKey([NoKey, NoKey, NoKey], [5, 5, NoKey], NoKey)).ShouldBe(["PIN", "IPN", "NNP"]);

    [Test]
    public void IgnoringSameKey_OtherMasks_AddUpInAnyOrder()
    {
        PairRelations relations = PairRelations.InBatch(3);
        IndexLists doubtful = IndexLists.FromRows([0], [2], [1]);
        string[] expected = ["IIN", "IPI", "NIP"];

        Kinds.Of(relations.Ignoring(doubtful).IgnoringSameKey([5, 5, 6])).ShouldBe(expected);
        Kinds.Of(relations.IgnoringSameKey([5, 5, 6]).Ignoring(doubtful)).ShouldBe(expected);
    }

    [Test]
    public void IgnoringSameKey_NoRows_IgnoresNothing() => PairRelations.InBatch(0).IgnoringSameKey([], []).RowCount.ShouldBe(0);

    [Test]
    public void IgnoringSameKey_ManyDifferentKeys_TakesMemoryInProportionToTheRows()
    {
        const int Rows = 100_000;
        long[] keys = [.. Enumerable.Range(0, Rows).Select(static i => (long)(i / 2))];
        PairRelations relations = PairRelations.InBatch(Rows);
        long before = GC.GetAllocatedBytesForCurrentThread();
        PairRelations masked = relations.IgnoringSameKey(keys, keys);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(200L * Rows);
        masked.GetRow(Rows - 1).Ignored.ToArray().ShouldBe([Rows - 2]);
    }

    [Test]
    public void IgnoringSameKey_WrongNumberOfKeys_IsRefused()
    {
        PairRelations relations = PairRelations.Paired(new PairedLayout(2) { OwnNegativesPerAnchor = 2 });

        Should.Throw<ArgumentException>(() => relations.IgnoringSameKey([1, 2, 3], [1, 2, 3, 4, 5, 6])).Message
            .ShouldBe("Expected 2 anchor keys, one for each anchor, but got 3. (Parameter 'anchorKeys')");
        Should.Throw<ArgumentException>(() => relations.IgnoringSameKey([], [1, 2, 3, 4, 5, 6])).Message
            .ShouldBe("Expected 2 anchor keys, one for each anchor, but got 0. (Parameter 'anchorKeys')");
        Should.Throw<ArgumentException>(() => relations.IgnoringSameKey([1, 2], [1, 2])).Message
            .ShouldBe("Expected 6 candidate keys, one for each candidate, but got 2. (Parameter 'candidateKeys')");
        Should.Throw<ArgumentException>(() => relations.IgnoringSameKey([1, 2])).Message
            .ShouldBe("Expected 6 candidate keys, one for each candidate, but got 2. (Parameter 'candidateKeys')");
    }

    [Test]
    public void IgnoringSameKey_AnyRelations_LeavesOutWhatAnObviousLoopDoes() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), static seed =>
        {
            System.Random random = new(seed);
            PairRelations relations = Draw(random);
            long[] anchors = Keys(relations.AnchorCount, random);
            long[] candidates = Keys(relations.CandidateCount, random);
            long? noKey = random.Next(2) == 0 ? null : 0;
            Kinds.Of(relations.IgnoringSameKey(anchors, candidates, noKey)).ShouldBe(Expected(relations, anchors, candidates, noKey));
            Kinds.Of(relations.IgnoringSameKey(candidates, noKey)).ShouldBe(Expected(relations, null, candidates, noKey));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static string[] Expected(PairRelations relations, long[]? anchorKeys, long[] candidateKeys, long? noKey)
    {
        string[] kinds = Kinds.Of(relations);
        for (int row = 0; row < kinds.Length; row++)
        {
            RelationRow relation = relations.GetRow(row);
            List<long> keys = [.. relation.Positives.ToArray().Select(positive => candidateKeys[positive])];
            if (anchorKeys is not null)
            {
                keys.Add(anchorKeys[relation.Anchor]);
            }

            if (relation.Self >= 0)
            {
                keys.Add(candidateKeys[relation.Self]);
            }

            keys.RemoveAll(key => key == noKey);
            kinds[row] = string.Concat(kinds[row].Select((kind, candidate) => kind == 'N' && keys.Contains(candidateKeys[candidate]) ? 'I' : kind));
        }

        return kinds;
    }

    private static PairRelations Draw(System.Random random)
    {
        int rows = random.Next(0, 7);
        PairRelations relations = random.Next(6) switch
        {
            0 => PairRelations.InBatch(rows),
            1 => PairRelations.Paired(new PairedLayout(rows)
            {
                PositivesPerAnchor = random.Next(1, 3),
                OwnNegativesPerAnchor = random.Next(0, 3),
                SharedNegatives = random.Next(0, 3),
                InBatchNegatives = random.Next(2) == 0,
                ShareOwnNegatives = random.Next(2) == 0,
            }),
            2 => PairRelations.FromLabels([.. Enumerable.Range(0, rows).Select(_ => random.Next(3))]),
            3 => PairRelations.FromLabels([0, 1, 2], [0, 1, 2, 0, 1], anchorsComeFirst: random.Next(2) == 0),
            4 => PairRelations.FromLists(6, IndexLists.FromRows([0], [1, 2], [], [5]), IndexLists.FromRows([1, 5], [0, 3, 4], [2], [])),
            _ => PairRelations.FromTriplets(4, 6, [new(0, 1, 2), new(0, 1, 3), new(0, 4, 2), new(3, 0, 5), new(3, 5, 0)]),
        };
        IndexLists ignored = new();
        for (int row = 0; row < relations.RowCount; row++)
        {
            ignored.AddRow([.. Enumerable.Range(0, relations.CandidateCount).Where(_ => random.Next(6) == 0)]);
        }

        return random.Next(2) == 0 ? relations : relations.Ignoring(ignored);
    }

    private static long[] Keys(int count, System.Random random) => [.. Enumerable.Range(0, count).Select(_ => (long)random.Next(-2, 3))];
}
