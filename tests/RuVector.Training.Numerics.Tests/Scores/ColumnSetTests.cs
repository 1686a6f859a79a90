namespace RuVector.Training.Numerics.Tests;

[TestFixture]
public sealed class ColumnSetTests
{
    [Test]
    public void Next_FromAnyStart_FindsTheColumnsOfAllWords([Values(1, 64, 65, 300)] int columns)
    {
        int[] expected = [.. Enumerable.Range(0, columns).Where(static column => column % 61 is 0 or 3 or 63)];
        ColumnSet set = new(new ulong[ColumnSet.WordsFor(columns)]);
        foreach (int column in expected)
        {
            set.Add(column);
        }

        for (int start = 0; start < columns; start++)
        {
            set.Next(start, columns).ShouldBe(expected.FirstOrDefault(column => column >= start, -1));
            set.Next(start, start).ShouldBe(-1);
        }

        set.Clear();
        set.Next(0, columns).ShouldBe(-1);
    }

    [Test]
    public void Add_NoRoom_IsForgotten()
    {
        ColumnSet set = new([]);
        set.Add(3);
        set.Next(0, 0).ShouldBe(-1);
    }
}
