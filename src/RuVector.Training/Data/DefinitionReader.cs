using System.Text;

namespace RuVector.Training.Data;

/// <summary>Reads the queries of a reverse dictionary: tab-separated <c>id gloss gold also</c> under a header line, words split by one space.</summary>
/// <remarks>Immutable; safe for concurrent use. Streams: memory is linear in the longest line plus the ids.</remarks>
public sealed class DefinitionReader
{
    private const string Header = "id\tgloss\tgold\talso";
    private const int ColumnCount = 4;

    private readonly RowNames _words;
    private readonly int _candidateCount;

    /// <summary>Creates a reader.</summary>
    /// <param name="words">The vocabulary.</param>
    /// <param name="candidateCount">The first this many words are the candidates, 1 to the number of words.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="candidateCount"/> is out of its range.</exception>
    public DefinitionReader(RowNames words, int candidateCount)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (candidateCount < 1 || candidateCount > words.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(candidateCount), candidateCount, $"Expected 1 to {words.Count} candidates, but got {candidateCount}.");
        }

        (_words, _candidateCount) = (words, candidateCount);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The queries in the order of the file, read as they are asked for.</returns>
    /// <exception cref="TrainingDataException">A line breaks a rule: thrown when the enumeration reaches it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public IEnumerable<DefinitionRow> Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        foreach (DefinitionRow row in Read(stream, path))
        {
            yield return row;
        }
    }

    /// <summary>Reads a stream.</summary>
    /// <param name="stream">The stream; it is not disposed.</param>
    /// <param name="file">The name that errors give.</param>
    /// <returns>The queries, as in <see cref="Read(string)"/>.</returns>
    /// <exception cref="TrainingDataException">As in <see cref="Read(string)"/>.</exception>
    public IEnumerable<DefinitionRow> Read(Stream stream, string file)
    {
        Utf8LineReader lines = new(stream, file);
        ReadHeader(lines);
        Dictionary<string, long> linesOfIds = new(StringComparer.Ordinal);
        while (lines.Read())
        {
            DefinitionRow row = ReadRow(lines);
            if (!linesOfIds.TryAdd(row.Id, row.Line))
            {
                throw lines.Error(0, $"Expected each id once, but '{row.Id}' is on line {linesOfIds[row.Id]} too.");
            }

            yield return row;
        }
    }

    private static void ReadHeader(Utf8LineReader lines)
    {
        string shown = Header.Replace("\t", "<TAB>", StringComparison.Ordinal);
        if (!lines.Read())
        {
            throw new TrainingDataException(lines.File, 1, 1, $"Expected the header line {shown}, but the file is empty.");
        }

        byte[] expected = Encoding.UTF8.GetBytes(Header);
        if (!lines.Line.SequenceEqual(expected))
        {
            throw lines.Error(lines.Line.CommonPrefixLength(expected), $"Expected the header line {shown}.");
        }
    }

    private static void CheckColumnCount(Utf8LineReader lines, int count, int excess)
    {
        if (count != ColumnCount)
        {
            throw lines.Error(count < ColumnCount ? lines.Line.Length : excess, $"Expected {ColumnCount} columns (id, gloss, gold, also), but got {count}.");
        }
    }

    private static string Text(Utf8LineReader lines, Range column, string name)
    {
        (int offset, int length) = column.GetOffsetAndLength(lines.Line.Length);
        return length > 0
            ? Encoding.UTF8.GetString(lines.Line[column])
            : throw lines.Error(offset, $"Expected {name}, but it is empty.");
    }

    private DefinitionRow ReadRow(Utf8LineReader lines)
    {
        Span<Range> columns = stackalloc Range[ColumnCount];
        (int count, int excess) = (0, 0);
        foreach (Range column in lines.Line.Split((byte)'\t'))
        {
            if (count < ColumnCount)
            {
                columns[count] = column;
            }
            else if (count == ColumnCount)
            {
                excess = column.Start.Value;
            }

            count++;
        }

        CheckColumnCount(lines, count, excess);
        string id = Text(lines, columns[0], "an id");
        string gloss = Text(lines, columns[1], "a gloss");
        _ = Text(lines, columns[2], "at least one gold word");
        int[] gold = ReadWords(lines, columns[2], _candidateCount, []);
        int[] also = columns[3].Start.Value == lines.Line.Length ? [] : ReadWords(lines, columns[3], _words.Count, gold);
        return new(id, gloss, gold, also, lines.LineNumber, lines.ColumnOf(columns[1].Start.Value));
    }

    private int[] ReadWords(Utf8LineReader lines, Range column, int limit, int[] taken)
    {
        List<int> rows = [];
        int start = column.Start.Value;
        foreach (Range word in lines.Line[column].Split((byte)' '))
        {
            int offset = start + word.Start.Value;
            string name = Encoding.UTF8.GetString(lines.Line[column][word]);
            if (!_words.TryGetRow(name, out int row))
            {
                throw lines.Error(offset, name.Length == 0 ? "Expected words split by one space." : $"Expected a word of the vocabulary, but got '{name}'.");
            }

            if (row >= limit)
            {
                throw lines.Error(offset, $"Expected a candidate, one of the first {limit} words, but '{name}' is word {row + 1}.");
            }

            if (rows.Contains(row) || taken.AsSpan().Contains(row))
            {
                throw lines.Error(offset, $"Expected each word once in gold and also, but '{name}' is there twice.");
            }

            rows.Add(row);
        }

        return [.. rows];
    }
}
