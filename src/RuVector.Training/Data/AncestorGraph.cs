using System.Buffers.Text;
using System.Collections.Immutable;

namespace RuVector.Training.Data;

/// <summary>A directed graph without cycles: named nodes, edges from child to parent, and the ancestors of every node.</summary>
/// <remarks>
/// <para>A folder holds <c>nodes.txt</c> (one name a line; line i names node i - 1) and <c>edges.tsv</c> (<c>child TAB parent</c>, numbers of nodes from 0, no header).</para>
/// <para>Safe for concurrent reading.</para>
/// </remarks>
public sealed class AncestorGraph
{
    private AncestorGraph(RowNames names, ImmutableArray<Edge> edges, IndexLists ancestors) => (Names, Edges, Ancestors) = (names, edges, ancestors);

    /// <summary>Gets the names of the nodes.</summary>
    public RowNames Names { get; }

    /// <summary>Gets the number of nodes.</summary>
    public int NodeCount => Names.Count;

    /// <summary>Gets the direct edges, in the order of the file: <see cref="Edge.First"/> is the child, <see cref="Edge.Second"/> the parent, the weight is 1.</summary>
    public ImmutableArray<Edge> Edges { get; }

    /// <summary>Gets the ancestors of each node: all that can be reached by following parents, never the node itself.</summary>
    public IndexLists Ancestors { get; }

    /// <summary>Loads a folder.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <returns>The graph.</returns>
    /// <exception cref="TrainingDataException">A file breaks a rule of its format, or an edge is out of range, joins a node with itself, occurs twice, or closes a cycle.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static AncestorGraph Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        RowNames names = RowNames.Read(Path.Combine(folder, "nodes.txt"));
        string path = Path.Combine(folder, "edges.tsv");
        using FileStream stream = File.OpenRead(path);
        return Read(names, stream, path);
    }

    /// <summary>Reads the edges of named nodes.</summary>
    /// <param name="names">The nodes.</param>
    /// <param name="edges">The stream of edges; it is not disposed.</param>
    /// <param name="file">The name that errors give.</param>
    /// <returns>The graph.</returns>
    /// <exception cref="TrainingDataException">As in <see cref="Load"/>.</exception>
    public static AncestorGraph Read(RowNames names, Stream edges, string file)
    {
        ArgumentNullException.ThrowIfNull(names);
        List<Edge> list = [];
        Dictionary<(int Child, int Parent), long> linesOfEdges = [];
        Utf8LineReader lines = new(edges, file);
        while (lines.Read())
        {
            Edge edge = ReadEdge(lines, names);
            if (!linesOfEdges.TryAdd((edge.First, edge.Second), lines.LineNumber))
            {
                throw lines.Error(0, $"Expected each edge once, but {edge.First} to {edge.Second} is on line {linesOfEdges[(edge.First, edge.Second)]} too.");
            }

            list.Add(edge);
        }

        if (!Ancestry.TrySort(names.Count, list, out int[] parentsFirst))
        {
            int closing = Ancestry.FirstCycle(names.Count, list);
            throw new TrainingDataException(
                file, closing + 1, 1, $"Expected edges without a cycle, but this one makes node {list[closing].First} ('{names[list[closing].First]}') its own ancestor.");
        }

        return new(names, [.. list], Ancestry.Close(parentsFirst, list, file));
    }

    private static Edge ReadEdge(Utf8LineReader lines, RowNames names)
    {
        int tab = lines.Line.IndexOf((byte)'\t');
        if (tab < 0)
        {
            throw lines.Error(lines.Line.Length, "Expected child and parent split by a tab, but got one column.");
        }

        int child = ReadNode(lines, 0, tab, names.Count);
        int parent = ReadNode(lines, tab + 1, lines.Line.Length, names.Count);
        return child != parent
            ? new(child, parent)
            : throw lines.Error(tab + 1, $"Expected two different nodes, but node {child} ('{names[child]}') is its own parent.");
    }

    private static int ReadNode(Utf8LineReader lines, int start, int end, int count)
    {
        ReadOnlySpan<byte> digits = lines.Line[start..end];
        bool isNumber = !digits.IsEmpty && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        return isNumber && Utf8Parser.TryParse(digits, out int node, out _) && node < count
            ? node
            : throw lines.Error(start, $"Expected a node from 0 to {count - 1}, but got '{System.Text.Encoding.UTF8.GetString(digits)}'.");
    }
}
