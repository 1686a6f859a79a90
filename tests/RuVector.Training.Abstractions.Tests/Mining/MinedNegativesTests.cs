namespace RuVector.Training.Abstractions.Tests;

[TestFixture]
public sealed class MinedNegativesTests
{
    [Test]
    public void AddRow_Choices_KeepsOrderAndCountsShortage()
    {
        MinedNegatives mined = Fill(new MinedNegatives());

        mined.IndicesOf(0).ToArray().ShouldBe([7, 2, 5]);
        mined.ScoresOf(0).ToArray().ShouldBe([0.7f, 0.2f, 0.5f]);
        mined.IndicesOf(1).Length.ShouldBe(0);
        (mined.RowCount, mined.TotalCount, mined.RequestedPerRow).ShouldBe((3, 4, 3));
        (mined.ShortageOf(0), mined.ShortageOf(1), mined.ShortageOf(2), mined.TotalShortage).ShouldBe((0, 3, 2, 5L));
    }

    [Test]
    public void Reset_ThenFilledAgain_HoldsTheNewRowsOnlyAndDoesNotAllocate()
    {
        MinedNegatives mined = Fill(new MinedNegatives());
        mined.DroppedCandidates = 4;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Fill(mined);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        (mined.RowCount, mined.TotalCount, mined.DroppedCandidates).ShouldBe((3, 4, 0));
    }

    [Test]
    public void AddRow_ThatDoesNotFit_IsRefusedAndChangesNothing()
    {
        MinedNegatives mined = Fill(new MinedNegatives());

        Should.Throw<ArgumentException>(() => mined.AddRow([1, 2], [0.1f])).Message
            .ShouldBe("Expected one score for each of the 2 candidates, but got 1. (Parameter 'scores')");
        Should.Throw<ArgumentException>(() => mined.AddRow([1, 2, 3, 4], [0, 0, 0, 0])).Message
            .ShouldBe("Expected at most 3 candidates, as asked for, but got 4. (Parameter 'indices')");
        Should.Throw<ArgumentOutOfRangeException>(() => mined.Reset(-1)).ParamName.ShouldBe("requestedPerRow");
        (mined.RowCount, mined.TotalCount).ShouldBe((3, 4));
    }

    [TestCase(-1)]
    [TestCase(3)]
    public void RowAccess_NoSuchRow_NamesTheRange(int row)
    {
        MinedNegatives mined = Fill(new MinedNegatives());
        string expected = $"Expected a row from 0 to 2, but got {row}.";

        Should.Throw<ArgumentOutOfRangeException>(() => _ = mined.IndicesOf(row)).Message.ShouldStartWith(expected);
        Should.Throw<ArgumentOutOfRangeException>(() => _ = mined.ScoresOf(row)).Message.ShouldStartWith(expected);
        Should.Throw<ArgumentOutOfRangeException>(() => _ = mined.ShortageOf(row)).Message.ShouldStartWith(expected);
    }

    private static MinedNegatives Fill(MinedNegatives mined)
    {
        mined.Reset(requestedPerRow: 3);
        mined.AddRow([7, 2, 5], [0.7f, 0.2f, 0.5f]);
        mined.AddRow([], []);
        mined.AddRow([1], [0.1f]);
        return mined;
    }
}
