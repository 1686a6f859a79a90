namespace RuVector.Training.Abstractions.Tests;

[TestFixture]
public sealed class PerPositiveTests
{
    [Test]
    public void PerPositive_Labels_HaveARowForEachPositiveWithoutTheOthers()
    {
        PairRelations relations = PairRelations.FromLabels([0, 0, 0, 1, 2]).PerPositive();

        Kinds.Of(relations).ShouldBe(["IPINN", "IIPNN", "PIINN", "IIPNN", "PIINN", "IPINN"]);
        Kinds.Anchors(relations).ShouldBe([0, 0, 1, 1, 2, 2]);
    }

    [Test]
    public void PerPositive_IgnoredPairs_StayIgnored()
    {
        PairRelations relations = PairRelations.FromLabels([0, 0, 0, 1]).Ignoring(IndexLists.FromRows([1], [3], [], []));

        Kinds.Of(relations.PerPositive()).ShouldBe(["IIPN", "PIII", "IIPI", "PIIN", "IPIN"]);
    }

    [Test]
    public void PerPositive_Values_BelongToTheirPositive()
    {
        IndexLists positives = new();
        positives.AddRow([0, 2], [5, 7]);
        PairRelations relations = PairRelations.FromLists(4, positives, IndexLists.FromRows([1, 3])).PerPositive();

        (relations.RowCount, relations.AnchorCount, relations.CandidateCount).ShouldBe((2, 1, 4));
        relations.GetRow(1).PositiveValues.ToArray().ShouldBe([7]);
        Kinds.Of(relations).ShouldBe(["PNIN", "INPN"]);
    }
}
