namespace RuVector.Training.Abstractions.Tests;

[TestFixture]
public sealed class WithNegativesTests
{
    [Test]
    public void WithNegatives_InBatch_KeepsOnlyTheChosen() =>
        Kinds.Of(PairRelations.InBatch(3).WithNegatives(Mined([2], [], [1, 0]))).ShouldBe(["P.N", ".P.", "NNP"]);

    [Test]
    public void WithNegatives_Labels_DropsTheAnchorItselfFromThePositives() =>
        Kinds.Of(PairRelations.FromLabels([1, 1, 2]).WithNegatives(Mined([2], [2], [0]))).ShouldBe([".PN", "P.N", "N.."]);

    [Test]
    public void WithNegatives_IgnoredPositives_AreGone()
    {
        PairRelations relations = PairRelations.FromLabels([1, 1, 1, 2]).Ignoring(IndexLists.FromRows([1], [], [], []));

        Kinds.Of(relations.WithNegatives(Mined([3], [], [], []))).ShouldBe(["..PN", "P.P.", "PP..", "...."]);
    }

    [Test]
    public void WithNegatives_RowsOfTriplets_KeepTheirAnchorsAndValues()
    {
        PairRelations triplets = PairRelations.FromTriplets(3, 4, [new(2, 0, 1), new(2, 1, 3)]);
        Kinds.Anchors(triplets.WithNegatives(Mined([1], [3]))).ShouldBe([2, 2]);

        IndexLists positives = new();
        positives.AddRow([2, 1], [20, 10]);
        PairRelations valued = PairRelations.FromLists(4, positives, IndexLists.FromRows([3, 0]));
        valued.WithNegatives(Mined([3])).GetRow(0).PositiveValues.ToArray().ShouldBe([10, 20]);
    }

    [Test]
    public void WithNegatives_ThatAreNone_IsRefused()
    {
        PairRelations relations = PairRelations.InBatch(2);

        Should.Throw<ArgumentException>(() => relations.WithNegatives(Mined([1]))).Message
            .ShouldBe("Expected mined negatives for 2 rows, but got 1. (Parameter 'mined')");
        Should.Throw<ArgumentException>(() => relations.WithNegatives(Mined([1], [1]))).Message
            .ShouldBe("Expected mined candidates to be negatives, but candidate 1 is not a negative of row 1. (Parameter 'mined')");
        Should.Throw<ArgumentException>(() => relations.WithNegatives(Mined([1], [5]))).Message
            .ShouldStartWith("Expected a candidate from 0 to 1, but got 5.");
        Should.Throw<ArgumentNullException>(() => relations.WithNegatives(null!)).ParamName.ShouldBe("mined");
    }

    private static MinedNegatives Mined(params int[][] rows)
    {
        MinedNegatives mined = new();
        mined.Reset(9);
        foreach (int[] row in rows)
        {
            mined.AddRow(row, new float[row.Length]);
        }

        return mined;
    }
}
