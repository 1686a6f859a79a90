namespace RuVector.Training.Data;

/// <summary>Refuses a line that names a document twice, as the same kind or as two.</summary>
internal sealed class DocumentCheck(Utf8LineReader lines, RecordKind kind, JsonlOptions options)
{
    private static readonly RecordRole[] _roles = [RecordRole.Positive, RecordRole.Ignored, RecordRole.Negative];

    private readonly ItemSet _seen = kind == RecordKind.TextPairs ? new TextSet() : options.Documents is null ? new VectorSet() : new RowSet();

    /// <exception cref="TrainingDataException">A document is there twice.</exception>
    public void Check(Record record)
    {
        if (record[RecordRole.Positive].Count + record[RecordRole.Ignored].Count + record[RecordRole.Negative].Count < 2)
        {
            return;
        }

        _seen.Clear();
        foreach (RecordRole role in _roles)
        {
            RecordItems items = record[role];
            for (int i = 0; i < items.Count; i++)
            {
                int before = _seen.Count;
                _seen.Add(items, i);
                if (_seen.Count == before)
                {
                    throw lines.Error(items.OffsetOf(i), "Expected each document once, but this one is there before on the same line.");
                }
            }
        }
    }
}
