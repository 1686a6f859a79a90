using FsCheck;
using FsCheck.Fluent;

namespace RuVector.Training.Abstractions.Tests;

[TestFixture]
public sealed class LabelRelationsTests
{
    [Test]
    public void FromLabels_OneMatrix_SameLabelIsPositiveExceptItself()
    {
        PairRelations relations = PairRelations.FromLabels([7, -3, 7, 5]);

        Kinds.Of(relations).ShouldBe(["INPN", "NINN", "PNIN", "NNNI"]);
        (relations.AnchorCount, relations.CandidateCount, relations.RowCount).ShouldBe((4, 4, 4));
    }

    [Test]
    public void FromLabels_TwoMatrices_ComparesAllWithAll() =>
        Kinds.Of(PairRelations.FromLabels([1, 2, 9], [2, 1, 2, 4])).ShouldBe(["NPNN", "PNPN", "NNNN"]);

    [Test]
    public void FromLabels_BatchBeforeMemory_LeavesOnlyTheAnchorOut() =>
        Kinds.Of(PairRelations.FromLabels([1, 2], [1, 2, 1, 1, 2], anchorsComeFirst: true)).ShouldBe(["INPPN", "NINNP"]);

    [Test]
    public void FromLabels_NoRows_IsEmpty()
    {
        PairRelations.FromLabels([]).RowCount.ShouldBe(0);
        Kinds.Of(PairRelations.FromLabels([1], [])).ShouldBe([""]);
    }

    [Test]
    public void FromLabels_AnyLabels_FollowTheRule() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), static labels =>
        {
            int[] few = Array.ConvertAll(labels, static label => label % 4);
            string[] expected =
            [
                .. few.Select((a, i) => string.Concat(few.Select((b, j) => i == j ? 'I' : a == b ? 'P' : 'N'))),
            ];
            return Kinds.Of(PairRelations.FromLabels(few)).SequenceEqual(expected);
        }).Check(Config.QuickThrowOnFailure);

    [Test]
    public void FromLabels_AnchorsSaidToComeFirstButFewerCandidates_IsRefused() =>
        Should.Throw<ArgumentException>(() => PairRelations.FromLabels([1, 2], [1], anchorsComeFirst: true)).Message
            .ShouldBe("Expected at least 2 candidate labels, because the anchors come first, but got 1. (Parameter 'candidateLabels')");
}
