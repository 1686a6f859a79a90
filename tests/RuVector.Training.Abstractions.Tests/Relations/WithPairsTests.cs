namespace RuVector.Training.Abstractions.Tests;

[TestFixture]
public sealed class WithPairsTests
{
    [Test]
    public void WithPairs_ChosenPairs_AreTheOnlyOnes()
    {
        PairRelations relations = PairRelations.FromLabels([0, 0, 0, 1, 1]);

        Kinds.Of(relations.WithPairs(Mined([[1], [2], [], [4], []], [[4], [3, 4], [3], [], [0]]))).ShouldBe([".P..N", "..PNN", "...N.", "....P", "N...."]);
    }

    [Test]
    public void WithPairs_RowsOfTriplets_KeepTheirAnchors()
    {
        PairRelations triplets = PairRelations.FromTriplets(3, 4, [new(2, 0, 1), new(2, 1, 3)]);

        Kinds.Anchors(triplets.WithPairs(Mined([[0], [1]], [[1], [3]]))).ShouldBe([2, 2]);
    }

    [Test]
    public void WithPairs_ThatAreNone_IsRefused()
    {
        PairRelations relations = PairRelations.FromLabels([0, 0, 1]);

        Should.Throw<ArgumentException>(() => relations.WithPairs(Mined([[1]], [[2]]))).Message.ShouldBe("Expected mined positives for 3 rows, but got 1. (Parameter 'mined')");
        Should.Throw<ArgumentException>(() => relations.WithPairs(Mined([[], [], []], [[2]]))).Message.ShouldBe("Expected mined negatives for 3 rows, but got 1. (Parameter 'mined')");
        Should.Throw<ArgumentException>(() => relations.WithPairs(Mined([[2], [], []], [[], [], []]))).Message
            .ShouldBe("Expected mined candidates to be positives, but candidate 2 is not a positive of row 0. (Parameter 'mined')");
        Should.Throw<ArgumentException>(() => relations.WithPairs(Mined([[], [], []], [[], [], [2]]))).Message
            .ShouldBe("Expected mined candidates to be negatives, but candidate 2 is not a negative of row 2. (Parameter 'mined')");
        Should.Throw<ArgumentNullException>(() => relations.WithPairs(null!)).ParamName.ShouldBe("mined");
    }

    private static MinedPairs Mined(int[][] positives, int[][] negatives)
    {
        MinedPairs mined = new();
        foreach (int[] row in positives)
        {
            mined.Positives.AddRow(row, new float[row.Length]);
        }

        foreach (int[] row in negatives)
        {
            mined.Negatives.AddRow(row, new float[row.Length]);
        }

        return mined;
    }
}
