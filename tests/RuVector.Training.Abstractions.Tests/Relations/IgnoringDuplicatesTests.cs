namespace RuVector.Training.Abstractions.Tests;

[TestFixture]
public sealed class IgnoringDuplicatesTests
{
    [Test]
    public void IgnoringDuplicates_SharedNegatives_KeepTheFirstOfEachKey()
    {
        PairRelations relations = PairRelations.Paired(new PairedLayout(2) { SharedNegatives = 5 });

        Kinds.Of(relations.IgnoringDuplicates([1, 2, 7, 8, 7, 7, 8])).ShouldBe(["P.NNIII", ".PNNIII"]);
    }

    [Test]
    public void IgnoringDuplicates_OwnNegatives_AreComparedWithTheSharedOnesAndEachOther()
    {
        PairRelations relations = PairRelations.Paired(new PairedLayout(2) { SharedNegatives = 1, OwnNegativesPerAnchor = 3 });

        Kinds.Of(relations.IgnoringDuplicates([1, 2, 7, /* own: */ 7, 5, 5, 5, 6, 6])).ShouldBe(["P.NINI...", ".PN...NNI"]);
    }

    [Test]
    public void IgnoringDuplicates_ListedNegatives_KeepTheFirst()
    {
        PairRelations relations = PairRelations.FromLists(4, IndexLists.FromRows([0], [3]), IndexLists.FromRows([1, 2, 3], [0, 2]));

        Kinds.Of(relations.IgnoringDuplicates([4, 4, 4, 9])).ShouldBe(["PNIN", "N.IP"]);
    }

    [Test]
    public void IgnoringDuplicates_RepetitionOfAPositive_DoesNotTakeItsPlace()
    {
        PairRelations relations = PairRelations.InBatch(4);

        Kinds.Of(relations.IgnoringDuplicates([5, 5, 6, 5])).ShouldBe(["PINI", "NPNI", "NIPI", "NINP"]);
        Kinds.Of(relations.IgnoringDuplicates([5, 5, 6, 5]).IgnoringSameKey([5, 5, 6, 5])).ShouldBe(["PINI", "IPNI", "NIPI", "IINP"]);
        Kinds.Of(relations.IgnoringSameKey([5, 5, 6, 5]).IgnoringDuplicates([5, 5, 6, 5])).ShouldBe(["PINI", "IPNI", "NIPI", "IINP"]);
    }

    [Test]
    public void IgnoringDuplicates_NoKey_IsEqualToNothing()
    {
        PairRelations relations = PairRelations.Paired(new PairedLayout(1) { SharedNegatives = 4 });

        Kinds.Of(relations.IgnoringDuplicates([0, 0, 0, 3, 3], noKey: 0)).ShouldBe(["PNNNI"]);
        Kinds.Of(relations.IgnoringDuplicates([0, 0, 0, 3, 3])).ShouldBe(["PNINI"]);
    }

    [Test]
    public void IgnoringDuplicates_OtherNumberOfKeys_IsRefused() =>
        Should.Throw<ArgumentException>(() => PairRelations.InBatch(2).IgnoringDuplicates([1])).Message
            .ShouldBe("Expected 2 candidate keys, one for each candidate, but got 1. (Parameter 'candidateKeys')");
}
