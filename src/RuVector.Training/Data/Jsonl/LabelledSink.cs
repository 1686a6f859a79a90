namespace RuVector.Training.Data;

/// <summary>Gathers labelled rows; classes are numbered in the order they came.</summary>
internal sealed class LabelledSink(VectorMatrix? matrix) : IRecordSink
{
    private readonly FloatBuffer _values = new();
    private readonly List<int> _rows = [];
    private readonly List<int> _labels = [];
    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _classes = new(StringComparer.Ordinal);
    private readonly List<string> _ids = [];

    public void Add(Record record, Utf8LineReader lines)
    {
        _values.Add(record[RecordRole.First].Values.Span);
        _rows.AddRange(record[RecordRole.First].Rows);
        if (!_classes.TryGetValue(record.Label, out int label))
        {
            label = _names.Count;
            _classes.Add(record.Label, label);
            _names.Add(record.Label);
        }

        _labels.Add(label);
        if (record.Id is not null)
        {
            _ids.Add(record.Id);
        }
    }

    public LabelledDataset ToDataset()
    {
        VectorMatrix vectors = matrix?.Gather(_rows) ?? new VectorMatrix(_values.Memory, _labels.Count, _labels.Count == 0 ? 0 : _values.Count / _labels.Count) { IsChecked = true };
        return new(vectors, [.. _labels], _names, _ids.Count > 0 ? _ids : null);
    }
}
