namespace RuVector.Training.Data;

/// <summary>Gathers queries, documents and which document is what for which query.</summary>
internal sealed class PairSink(ItemSet queries, ItemSet documents) : IRecordSink
{
    private static readonly RecordRole[] _roles = [RecordRole.Positive, RecordRole.Ignored, RecordRole.Negative];

    private readonly Dictionary<long, (RecordRole Role, long Line)> _answers = [];

    /// <summary>The line of the first occurrence of each query.</summary>
    public List<long> QueryLines { get; } = [];

    /// <summary>The line of the first occurrence of each document.</summary>
    public List<long> DocumentLines { get; } = [];

    public void Add(Record record, Utf8LineReader lines)
    {
        RecordItems first = record[RecordRole.First];
        int query = queries.Find(first, 0);
        if (query >= 0)
        {
            RequireNoContradiction(query, record, lines);
        }

        query = Number(queries, first, 0, QueryLines, lines.LineNumber);
        foreach (RecordRole role in _roles)
        {
            for (int i = 0; i < record[role].Count; i++)
            {
                int document = Number(documents, record[role], i, DocumentLines, lines.LineNumber);
                _answers.TryAdd(Key(query, document), (role, lines.LineNumber));
            }
        }
    }

    /// <summary>The documents of one role, a list for each query.</summary>
    public IndexLists ListsOf(RecordRole role)
    {
        long[] keys = [.. _answers.Where(pair => pair.Value.Role == role).Select(static pair => pair.Key).Order()];
        int[] found = [.. keys.Select(static key => (int)key)];
        IndexLists lists = new();
        int start = 0;
        for (int query = 0; query < queries.Count; query++)
        {
            int end = start;
            while (end < keys.Length && keys[end] >> 32 == query)
            {
                end++;
            }

            lists.AddRow(found.AsSpan(start, end - start));
            start = end;
        }

        return lists;
    }

    private static long Key(int query, int document) => ((long)query << 32) | (uint)document;

    private static int Number(ItemSet set, RecordItems items, int item, List<long> linesOfItems, long line)
    {
        int before = set.Count;
        int number = set.Add(items, item);
        if (set.Count > before)
        {
            linesOfItems.Add(line);
        }

        return number;
    }

    private static string NameOf(RecordRole role) => role switch { RecordRole.Positive => "positive", RecordRole.Negative => "negative", _ => "ignored" };

    private void RequireNoContradiction(int query, Record record, Utf8LineReader lines)
    {
        foreach (RecordRole role in _roles)
        {
            for (int i = 0; i < record[role].Count; i++)
            {
                int document = documents.Find(record[role], i);
                if (document >= 0 && _answers.TryGetValue(Key(query, document), out (RecordRole Role, long Line) answer) && answer.Role != role)
                {
                    throw lines.Error(
                        record[role].OffsetOf(i), $"Expected a document to be one thing for a query, but this {NameOf(role)} one is {NameOf(answer.Role)} for the same query on line {answer.Line}.");
                }
            }
        }
    }
}
