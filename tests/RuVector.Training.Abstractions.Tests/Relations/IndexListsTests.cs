namespace RuVector.Training.Abstractions.Tests;

[TestFixture]
public sealed class IndexListsTests
{
    [Test]
    public void AddRow_AnyOrderAndRepetitions_KeepsEachOnceAscending()
    {
        IndexLists lists = IndexLists.FromRows([5, 1, 5, 3, 1], [], [0]);

        lists[0].ToArray().ShouldBe([1, 3, 5]);
        lists[1].Length.ShouldBe(0);
        lists[2].ToArray().ShouldBe([0]);
        (lists.Count, lists.TotalCount, lists.HasValues).ShouldBe((3, 4, false));
        lists.ValuesOf(0).Length.ShouldBe(0);
    }

    [Test]
    public void AddRow_WithValues_SortsThemTogether()
    {
        IndexLists lists = new();
        lists.AddRow([], []);
        lists.AddRow([4, 0, 2], [40, 0.5f, 20]);
        lists.AddRow([]);

        lists[1].ToArray().ShouldBe([0, 2, 4]);
        lists.ValuesOf(1).ToArray().ShouldBe([0.5f, 20, 40]);
        lists.ValuesOf(2).Length.ShouldBe(0);
        lists.HasValues.ShouldBeTrue();
    }

    [Test]
    public void Clear_ThenRebuilt_HoldsTheNewRowsOnlyAndDoesNotAllocate()
    {
        IndexLists lists = Build(new IndexLists());
        long before = GC.GetAllocatedBytesForCurrentThread();
        Build(lists);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        (lists.Count, lists.TotalCount).ShouldBe((2, 3));

        static IndexLists Build(IndexLists lists)
        {
            lists.Clear();
            lists.AddRow([2, 1], [2, 1]);
            lists.AddRow([7], [7]);
            return lists;
        }
    }

    [Test]
    public void Clear_AfterRowsWithValues_AcceptsRowsWithout()
    {
        IndexLists lists = new();
        lists.AddRow([1], [1]);
        lists.Clear();
        lists.AddRow([3]);

        lists[0].ToArray().ShouldBe([3]);
        lists.HasValues.ShouldBeFalse();
    }

    [Test]
    public void AddRow_ThatThrows_ChangesNothing()
    {
        IndexLists lists = IndexLists.FromRows([1, 2]);
        Should.Throw<ArgumentOutOfRangeException>(() => lists.AddRow([3, -1]));
        lists.AddRow([9]);

        (lists.Count, lists.TotalCount).ShouldBe((2, 3));
        lists[0].ToArray().ShouldBe([1, 2]);
        lists[1].ToArray().ShouldBe([9]);
    }

    [Test]
    public void AddRow_NegativeIndex_NamesRowAndIndex()
    {
        IndexLists lists = IndexLists.FromRows([0]);

        Should.Throw<ArgumentOutOfRangeException>(() => lists.AddRow([3, -2])).Message.ShouldStartWith("Expected indices of 0 or more, but row 1 has -2.");
        Should.Throw<ArgumentOutOfRangeException>(() => new IndexLists().AddRow([-2], [1])).Message.ShouldStartWith("Expected indices of 0 or more, but row 0 has -2.");
    }

    [Test]
    public void AddRow_ValuesThatDoNotFit_AreRefused()
    {
        Should.Throw<ArgumentException>(() => new IndexLists().AddRow([1, 2], [1])).Message
            .ShouldBe("Expected one value for each of the 2 indices of row 0, but got 1. (Parameter 'values')");
        Should.Throw<ArgumentException>(() => new IndexLists().AddRow([4, 4], [1, 2])).Message
            .ShouldBe("Expected each index of a row once, but row 0 has 4 twice. (Parameter 'indices')");
        Should.Throw<NonFiniteValueException>(() => new IndexLists().AddRow([4, 2], [1, float.NaN])).Message
            .ShouldBe("Expected finite values, but got NaN in row 0, column 0. (Parameter 'values')");
    }

    [Test]
    public void AddRow_SomeRowsWithValuesSomeWithout_IsRefused()
    {
        IndexLists with = new();
        with.AddRow([1], [1]);
        Should.Throw<ArgumentException>(() => with.AddRow([2])).Message
            .ShouldBe("Expected a value for each index of row 1, as in the rows before. (Parameter 'indices')");
        Should.Throw<ArgumentException>(() => IndexLists.FromRows([1]).AddRow([2], [2])).Message
            .ShouldBe("Expected no values for row 1, because the rows before carry none. (Parameter 'values')");
    }

    [TestCase(-1)]
    [TestCase(1)]
    public void Indexer_NoSuchRow_NamesTheRange(int row)
    {
        IndexLists lists = IndexLists.FromRows([1]);
        string expected = $"Expected a row from 0 to 0, but got {row}.";

        Should.Throw<ArgumentOutOfRangeException>(() => _ = lists[row]).Message.ShouldStartWith(expected);
        Should.Throw<ArgumentOutOfRangeException>(() => _ = lists.ValuesOf(row)).Message.ShouldStartWith(expected);
    }

    [Test]
    public void FromRows_Null_IsRefused() => Should.Throw<ArgumentNullException>(() => IndexLists.FromRows(null!)).ParamName.ShouldBe("rows");
}
