namespace RuVector.Training.Data;

/// <summary>All rows of a matrix: the number of an item is its row.</summary>
internal sealed class AllRows(int count) : ItemSet
{
    public override int Count => count;

    public override int Find(RecordItems items, int item) => items.Rows[item];

    public override int Add(RecordItems items, int item) => items.Rows[item];

    public override void Clear()
    {
    }
}
