using System.Text;

namespace RuVector.Training.Data;

/// <summary>The names of the rows of a matrix, each once: words of a vocabulary, ids of documents, nodes of a graph.</summary>
/// <remarks>Immutable; safe for concurrent use.</remarks>
public sealed class RowNames
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _rowsBySpan;

    private RowNames() => _rowsBySpan = _rows.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Gets the number of names.</summary>
    public int Count => _names.Count;

    /// <summary>Gets the name of a row.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public string this[int row] => (uint)row < (uint)_names.Count
        ? _names[row]
        : throw new ArgumentOutOfRangeException(nameof(row), row, $"Expected a row from 0 to {_names.Count - 1}, but got {row}.");

    /// <summary>Reads a file with one name a line; line i names row i - 1.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The names.</returns>
    /// <exception cref="TrainingDataException">A line is empty, repeats a name, or is not acceptable text (see <see cref="Utf8LineReader"/>).</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static RowNames Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads a stream with one name a line; line i names row i - 1.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="file">The name that errors give.</param>
    /// <returns>The names.</returns>
    /// <exception cref="TrainingDataException">As in <see cref="Read(string)"/>.</exception>
    public static RowNames Read(Stream stream, string file)
    {
        RowNames names = new();
        Utf8LineReader lines = new(stream, file);
        while (lines.Read())
        {
            string name = Encoding.UTF8.GetString(lines.Line);
            if (name.Length == 0)
            {
                throw lines.Error(0, "Expected a name, but the line is empty.");
            }

            if (!names._rows.TryAdd(name, names.Count))
            {
                throw lines.Error(0, $"Expected each name once, but '{name}' is on line {names._rows[name] + 1} too.");
            }

            names._names.Add(name);
        }

        return names;
    }

    /// <summary>Takes names from memory.</summary>
    /// <param name="names">The name of each row, each once, none empty.</param>
    /// <returns>The names.</returns>
    /// <exception cref="ArgumentException">A name is empty or there twice.</exception>
    public static RowNames FromNames(params IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        RowNames rows = new();
        foreach (string name in names)
        {
            if (string.IsNullOrEmpty(name) || !rows._rows.TryAdd(name, rows.Count))
            {
                throw new ArgumentException($"Expected names that are not empty, each once, but row {rows.Count} is '{name}'.", nameof(names));
            }

            rows._names.Add(name);
        }

        return rows;
    }

    /// <summary>Finds the row of a name.</summary>
    /// <param name="name">The name; case matters.</param>
    /// <param name="row">The row, or 0 when there is no such name.</param>
    /// <returns>Whether there is such a name.</returns>
    public bool TryGetRow(ReadOnlySpan<char> name, out int row) => _rowsBySpan.TryGetValue(name, out row);
}
