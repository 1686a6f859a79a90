namespace RuVector.Training.Abstractions.Tests;

[TestFixture]
public sealed class IgnoringTests
{
    [Test]
    public void Ignoring_PositivesAndNegatives_TakesBothOut()
    {
        PairRelations inner = PairRelations.Paired(new PairedLayout(2) { InBatchNegatives = true, OwnNegativesPerAnchor = 2 });

        Kinds.Of(inner.Ignoring(IndexLists.FromRows([1, 3], [1, 2]))).ShouldBe(["PINI..", "NII.NN"]);
    }

    [Test]
    public void Ignoring_Relations_KeepsEverythingElse()
    {
        IndexLists positives = new();
        positives.AddRow([0], [5]);
        IndexLists negatives = new();
        negatives.AddRow([1], [6]);
        PairRelations lists = PairRelations.FromLists(3, positives, negatives).Ignoring(IndexLists.FromRows([2]));
        RelationRow row = lists.GetRow(0);

        (row.PositiveValues[0], row.NegativeValues[0], row.Ignored[0]).ShouldBe((5f, 6f, 2));
        PairRelations labels = PairRelations.FromLabels([1, 1]).Ignoring(IndexLists.FromRows([], []));
        (labels.SharedNegatives, labels.AnchorCount, labels.CandidateCount, labels.GetRow(1).Self).ShouldBe((new IndexRange(0, 2), 2, 2, 1));
    }

    [Test]
    public void Ignoring_ListsThatDoNotFit_AreRefused()
    {
        PairRelations relations = PairRelations.InBatch(2);

        Should.Throw<ArgumentException>(() => relations.Ignoring(IndexLists.FromRows([1]))).Message
            .ShouldBe("Expected ignored candidates for 2 rows, but got 1. (Parameter 'ignored')");
        Should.Throw<ArgumentException>(() => relations.Ignoring(IndexLists.FromRows([], [0, 2]))).Message
            .ShouldBe("Expected candidates from 0 to 1, but row 1 has 2. (Parameter 'ignored')");
        Should.Throw<ArgumentNullException>(() => relations.Ignoring(null!)).ParamName.ShouldBe("ignored");
    }

    [Test]
    public void Ignoring_RelationsThatIgnorePairsAlready_IgnoresBothAscendingAndOnce()
    {
        PairRelations twice = PairRelations.InBatch(4)
            .Ignoring(IndexLists.FromRows([3, 1], [], [0], []))
            .Ignoring(IndexLists.FromRows([2, 1], [0], [], []))
            .Ignoring(IndexLists.FromRows([], [0], [3], []));

        Kinds.Of(twice).ShouldBe(["PIII", "IPNN", "INPI", "NNNP"]);
        twice.GetRow(0).Ignored.ToArray().ShouldBe([1, 2, 3]);
        twice.GetRow(1).Ignored.ToArray().ShouldBe([0]);
        Kinds.Of(new OwnRelations().Ignoring(IndexLists.FromRows([0], [5]))).ShouldBe(["INPNN.", "NNPNII"]);
    }

    [Test]
    public void Ignoring_RelationsThatIgnorePairsAlready_LeavesTheFirstMaskAsItWas()
    {
        IndexLists lists = IndexLists.FromRows([1], []);
        PairRelations first = PairRelations.InBatch(2).Ignoring(lists);

        Kinds.Of(first.Ignoring(IndexLists.FromRows([], [0]))).ShouldBe(["PI", "IP"]);
        Kinds.Of(first).ShouldBe(["PI", "NP"]);
        lists.TotalCount.ShouldBe(1);
    }

    [Test]
    public void KindOf_RelationsOfOnesOwn_ReadsAllSources() => Kinds.Of(new OwnRelations()).ShouldBe(["NNPNN.", "NNPNIN"]);

    /// <summary>Candidates 0 and 1 are shared, 3 and 4 own, 5 listed in row 1 alone, where 4 is ignored.</summary>
    private sealed class OwnRelations : PairRelations
    {
        public override int RowCount => 2;

        public override int AnchorCount => 2;

        public override int CandidateCount => 6;

        public override IndexRange SharedNegatives => new(0, 2);

        public override RelationRow GetRow(int row) => new()
        {
            Anchor = row,
            Self = -1,
            Positives = (int[])[2],
            OwnNegatives = new IndexRange(3, 2),
            Negatives = row == 1 ? (int[])[5] : [],
            Ignored = row == 1 ? (int[])[4] : [],
        };
    }
}
