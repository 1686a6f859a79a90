namespace RuVector.Training.Data;

/// <summary>Gathers scored pairs.</summary>
internal sealed class ScoredPairSink(ItemSet first, ItemSet second) : IRecordSink
{
    private readonly List<ScoredPair> _pairs = [];

    public ScoredPair[] Pairs => [.. _pairs];

    public void Add(Record record, Utf8LineReader lines) => _pairs.Add(new(first.Add(record[RecordRole.First], 0), second.Add(record[RecordRole.Second], 0), record.Score));
}
