namespace RuVector.Training.Data;

/// <summary>What one line holds; filled anew for each line.</summary>
internal sealed class Record
{
    private readonly RecordItems[] _items = [.. Enumerable.Range(0, (int)RecordRole.None).Select(static _ => new RecordItems())];

    public RecordItems this[RecordRole role] => _items[(int)role];

    /// <summary>The id; <see langword="null"/> when it has none.</summary>
    public string? Id { get; set; }

    /// <summary>Where the id is in the line.</summary>
    public int IdOffset { get; set; }

    public string Label { get; set; } = "";

    public bool IsLabelNumber { get; set; }

    /// <summary>Where the label is in the line.</summary>
    public int LabelOffset { get; set; }

    public float Score { get; set; }

    public void Clear()
    {
        foreach (RecordItems items in _items)
        {
            items.Clear();
        }

        (Id, IdOffset, Label, LabelOffset, IsLabelNumber, Score) = (null, 0, "", 0, false, 0);
    }
}
