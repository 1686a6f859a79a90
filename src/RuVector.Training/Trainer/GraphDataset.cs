using System.Runtime.InteropServices;
using RuVector.Training.Data;

namespace RuVector.Training.Trainer;

/// <summary>A directed graph without cycles: nodes, direct edges, and the pairs (node, ancestor) that training and evaluation use.</summary>
/// <remarks>Immutable by contract: the lists are not copied and must not change while the data set is in use.</remarks>
public sealed class GraphDataset
{
    private readonly int[] _children;
    private readonly int[] _ancestors;
    private readonly Edge[] _edges;
    private readonly Lazy<string> _fingerprint;

    /// <summary>Creates a data set.</summary>
    /// <param name="ancestors">The ancestors of each node: all nodes it should lie nearer to than to any other.</param>
    /// <param name="edges">The direct edges, for smoothness over the graph.</param>
    /// <exception cref="ArgumentException">A node does not exist, or is its own ancestor.</exception>
    public GraphDataset(IndexLists ancestors, IEnumerable<Edge> edges)
    {
        ArgumentNullException.ThrowIfNull(ancestors);
        ArgumentNullException.ThrowIfNull(edges);
        (Ancestors, _edges) = (ancestors, [.. edges]);
        _fingerprint = new Lazy<string>(ComputeFingerprint);
        (_children, _ancestors) = (new int[ancestors.TotalCount], new int[ancestors.TotalCount]);
        int pair = 0;
        for (int node = 0; node < ancestors.Count; node++)
        {
            foreach (int ancestor in ancestors[node])
            {
                if (ancestor >= ancestors.Count || ancestor == node)
                {
                    throw new ArgumentException($"Expected ancestors of node {node} to be other nodes from 0 to {ancestors.Count - 1}, but got {ancestor}.", nameof(ancestors));
                }

                (_children[pair], _ancestors[pair]) = (node, ancestor);
                pair++;
            }
        }

        foreach (Edge edge in _edges)
        {
            if ((uint)edge.First >= (uint)NodeCount || (uint)edge.Second >= (uint)NodeCount)
            {
                throw new ArgumentException($"Expected edges between nodes 0 to {NodeCount - 1}, but got ({edge.First}, {edge.Second}).", nameof(edges));
            }
        }
    }

    /// <summary>Gets a SHA-256 of the content, in hexadecimal digits: a run is resumed on the data it began with.</summary>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>Gets the number of nodes.</summary>
    public int NodeCount => Ancestors.Count;

    /// <summary>Gets the number of (node, ancestor) pairs.</summary>
    public int PairCount => _children.Length;

    /// <summary>Gets the ancestors of each node.</summary>
    public IndexLists Ancestors { get; }

    /// <summary>Gets the direct edges.</summary>
    public ReadOnlySpan<Edge> Edges => _edges;

    /// <summary>Gets a (node, ancestor) pair.</summary>
    /// <param name="pair">Number of the pair, from 0.</param>
    /// <returns>The node and its ancestor.</returns>
    public (int Node, int Ancestor) PairAt(int pair) => (_children[pair], _ancestors[pair]);

    private string ComputeFingerprint()
    {
        using Fingerprinter fingerprint = new("graph");
        fingerprint.Add(Ancestors);
        fingerprint.Add(MemoryMarshal.Cast<Edge, int>(Edges));
        return fingerprint.ToString();
    }
}
