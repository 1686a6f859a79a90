using System.Runtime.InteropServices;

namespace RuVector.Training.Data;

/// <summary>Rows of a matrix, those that occur.</summary>
internal sealed class RowSet : ItemSet
{
    private readonly Dictionary<int, int> _numbers = [];

    public override int Count => _numbers.Count;

    /// <summary>The rows in the order of their numbers.</summary>
    public IReadOnlyList<int> Rows => [.. _numbers.OrderBy(static pair => pair.Value).Select(static pair => pair.Key)];

    public override int Find(RecordItems items, int item) => _numbers.GetValueOrDefault(items.Rows[item], -1);

    public override int Add(RecordItems items, int item)
    {
        int count = _numbers.Count;
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, items.Rows[item], out bool exists);
        number = exists ? number : count;
        return number;
    }

    public override void Clear() => _numbers.Clear();
}
