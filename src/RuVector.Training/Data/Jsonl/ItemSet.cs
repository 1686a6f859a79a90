namespace RuVector.Training.Data;

/// <summary>Different items, numbered in the order they came.</summary>
internal abstract class ItemSet
{
    public abstract int Count { get; }

    /// <summary>The number of an item, or -1.</summary>
    public abstract int Find(RecordItems items, int item);

    /// <summary>The number of an item, which is added if it is new.</summary>
    public abstract int Add(RecordItems items, int item);

    public abstract void Clear();
}
