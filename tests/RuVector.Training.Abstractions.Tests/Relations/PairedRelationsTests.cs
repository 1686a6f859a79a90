namespace RuVector.Training.Abstractions.Tests;

[TestFixture]
public sealed class PairedRelationsTests
{
    [Test]
    public void InBatch_Three_OthersAreNegatives()
    {
        PairRelations relations = PairRelations.InBatch(3);

        Kinds.Of(relations).ShouldBe(["PNN", "NPN", "NNP"]);
        relations.SharedNegatives.ShouldBe(new IndexRange(0, 3));
        relations.GetRow(1).Self.ShouldBe(-1);
    }

    [Test]
    public void Paired_EveryLayout_SaysWhatTheLayoutMeans()
    {
        foreach (PairedLayout layout in Layouts())
        {
            PairRelations relations = PairRelations.Paired(layout);

            (relations.RowCount, relations.AnchorCount).ShouldBe((layout.Anchors, layout.Anchors));
            Kinds.Of(relations).ShouldBe(Expected(layout), layout.ToString());
        }
    }

    [Test]
    public void Paired_DefaultLayout_IsEmpty()
    {
        PairRelations relations = PairRelations.Paired(default);

        (relations.RowCount, relations.CandidateCount).ShouldBe((0, 0));
        default(PairedLayout).PositivesPerAnchor.ShouldBe(1);
    }

    [Test]
    public void Paired_NumbersOfNegatives_CutsTheOwnNegatives()
    {
        Kinds.Of(PairRelations.Paired([2, 0, 1])).ShouldBe(["P..NN.", ".P....", "..P..N"]);
        Kinds.Of(PairRelations.Paired([2, 0, 1], inBatchNegatives: true)).ShouldBe(["PNNNN.", "NPN...", "NNP..N"]);
        PairRelations.Paired([]).RowCount.ShouldBe(0);
    }

    [Test]
    public void Paired_BuiltByManyThreads_NeverSharesAShortArray()
    {
        int[] counts = [.. Enumerable.Range(1, 400).Select(static i => i * 37 % 401 * 50)];
        bool[] right = new bool[counts.Length];
        Parallel.For(0, counts.Length, i =>
        {
            PairRelations relations = PairRelations.InBatch(counts[i]);
            right[i] = relations.RowCount == 0 || relations.GetRow(counts[i] - 1).Positives[0] == counts[i] - 1;
        });

        right.ShouldAllBe(static r => r);
    }

    [TestCase(-1, 1, 0, 0, "layout.Anchors")]
    [TestCase(1, 0, 0, 0, "layout.PositivesPerAnchor")]
    [TestCase(1, 1, -1, 0, "layout.OwnNegativesPerAnchor")]
    [TestCase(1, 1, 0, -1, "layout.SharedNegatives")]
    [TestCase(1, int.MinValue, 0, 0, "layout.PositivesPerAnchor")]
    public void Paired_SizeOutOfRange_NamesTheSetting(int anchors, int positives, int own, int shared, string name) =>
        Should.Throw<ArgumentOutOfRangeException>(() => PairRelations.Paired(Layout(anchors, positives, own, shared))).ParamName.ShouldBe(name);

    [TestCase(65536, 65536, 0, 0, "4294967296")]
    [TestCase(65536, 1, 65536, 0, "4295032832")]
    [TestCase(2, 1, 1, int.MaxValue, "2147483651")]
    public void Paired_MoreCandidatesThanAnArrayHolds_IsRefusedWithTheNumber(int anchors, int positives, int own, int shared, string number) =>
        Should.Throw<ArgumentOutOfRangeException>(() => PairRelations.Paired(Layout(anchors, positives, own, shared)))
            .Message.ShouldStartWith($"Expected at most 2147483591 candidates, but the layout has {number}.");

    [Test]
    public void Paired_NumbersThatDoNotFit_AreRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => PairRelations.Paired([1, -2])).ParamName.ShouldBe("ownNegatives");
        Should.Throw<ArgumentOutOfRangeException>(() => PairRelations.Paired([int.MaxValue, 7]))
            .Message.ShouldStartWith("Expected at most 2147483591 candidates, but the layout has 2147483656.");
        Should.Throw<ArgumentOutOfRangeException>(() => PairRelations.InBatch(-1)).ParamName.ShouldBe("layout.Anchors");
    }

    [TestCase(-1)]
    [TestCase(2)]
    public void GetRow_NoSuchRow_NamesTheRange(int row) =>
        Should.Throw<ArgumentOutOfRangeException>(() => PairRelations.InBatch(2).GetRow(row)).Message.ShouldStartWith($"Expected a row from 0 to 1, but got {row}.");

    [TestCase(-1)]
    [TestCase(2)]
    public void KindOf_NoSuchCandidate_NamesTheRange(int candidate)
    {
        PairRelations relations = PairRelations.InBatch(2);

        Should.Throw<ArgumentOutOfRangeException>(() => relations.KindOf(0, candidate)).Message.ShouldStartWith($"Expected a candidate from 0 to 1, but got {candidate}.");
        Should.Throw<ArgumentOutOfRangeException>(() => relations.KindOf(2, 0)).Message.ShouldStartWith("Expected a row from 0 to 1, but got 2.");
    }

    private static PairedLayout Layout(int anchors, int positives, int own, int shared) =>
        new(anchors) { PositivesPerAnchor = positives, OwnNegativesPerAnchor = own, SharedNegatives = shared };

    private static IEnumerable<PairedLayout> Layouts() =>
        from anchors in Enumerable.Range(0, 4)
        from positives in Enumerable.Range(1, 3)
        from own in Enumerable.Range(0, 3)
        from shared in Enumerable.Range(0, 3)
        from flags in Enumerable.Range(0, 4)
        select Layout(anchors, positives, own, shared) with { InBatchNegatives = (flags & 1) != 0, ShareOwnNegatives = (flags & 2) != 0 };

    private static string[] Expected(PairedLayout layout)
    {
        int[] positiveOf = [.. from a in Enumerable.Range(0, layout.Anchors) from p in Enumerable.Range(0, layout.PositivesPerAnchor) select a];
        int[] negativeOf = [.. from a in Enumerable.Range(0, layout.Anchors) from p in Enumerable.Range(0, layout.OwnNegativesPerAnchor) select a];
        return
        [
            .. Enumerable.Range(0, layout.Anchors).Select(anchor =>
                string.Concat(positiveOf.Select(a => a == anchor ? 'P' : layout.InBatchNegatives ? 'N' : '.'))
                + new string('N', layout.SharedNegatives)
                + string.Concat(negativeOf.Select(a => a == anchor || layout.ShareOwnNegatives ? 'N' : '.'))),
        ];
    }
}
