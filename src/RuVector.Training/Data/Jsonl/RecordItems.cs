namespace RuVector.Training.Data;

/// <summary>The items of one role of a record: vectors, rows of a matrix, or texts; each with its place in the line.</summary>
internal sealed class RecordItems
{
    private readonly List<int> _offsets = [];

    public int Count => _offsets.Count;

    /// <summary>The values of all inline vectors.</summary>
    public FloatBuffer Values { get; } = new();

    /// <summary>Rows of a matrix, when items are ids.</summary>
    public List<int> Rows { get; } = [];

    public List<string> Texts { get; } = [];

    public int OffsetOf(int item) => _offsets[item];

    public ReadOnlySpan<float> VectorOf(int item)
    {
        int dimension = Values.Count / Count;
        return Values.Span.Slice(item * dimension, dimension);
    }

    public void Clear()
    {
        _offsets.Clear();
        Values.Clear();
        Rows.Clear();
        Texts.Clear();
    }

    /// <summary>Counts an item whose content was added.</summary>
    public void Close(int offset) => _offsets.Add(offset);
}
