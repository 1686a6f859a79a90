using RuVector.Training.Data;
using RuVector.Training.Numerics;

namespace RuVector.Training.Trainer;

/// <summary>Queries and documents as vectors, and which documents answer which query.</summary>
/// <remarks>Immutable by contract: the arrays are not copied and must not change while the data set is in use.</remarks>
public sealed class PairDataset
{
    private readonly float[,] _queries;
    private readonly float[,] _documents;
    private readonly Lazy<string> _fingerprint;

    /// <summary>Creates a data set.</summary>
    /// <param name="queries">Query vectors, <c>[Q, D]</c>.</param>
    /// <param name="documents">Document vectors, <c>[M, E]</c>; of another dimension where a model brings the two sides together.</param>
    /// <param name="positives">The right documents of each query, at least one.</param>
    /// <param name="ignored">Documents of each query that are neither right nor wrong.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other, a query has no positive, or a document does not exist.</exception>
    /// <exception cref="NonFiniteValueException">A vector holds NaN or an infinity.</exception>
    public PairDataset(float[,] queries, float[,] documents, IndexLists positives, IndexLists ignored)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(positives);
        ArgumentNullException.ThrowIfNull(ignored);
        (_queries, _documents, Positives, Ignored) = (queries, documents, positives, ignored);
        FiniteRows.Require(Queries, nameof(queries));
        FiniteRows.Require(Documents, nameof(documents));
        CheckLists(positives, nameof(positives));
        CheckLists(ignored, nameof(ignored));
        Known = Union(positives, ignored);
        _fingerprint = new Lazy<string>(ComputeFingerprint);
    }

    /// <summary>Gets the dimension of the query vectors.</summary>
    public int QueryDimension => _queries.GetLength(1);

    /// <summary>Gets the dimension of the document vectors.</summary>
    public int DocumentDimension => _documents.GetLength(1);

    /// <summary>Gets a SHA-256 of the content, in hexadecimal digits: a run is resumed on the data it began with.</summary>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>Gets the number of queries.</summary>
    public int QueryCount => _queries.GetLength(0);

    /// <summary>Gets the number of documents.</summary>
    public int DocumentCount => _documents.GetLength(0);

    /// <summary>Gets the query vectors, <c>[Q, D]</c>.</summary>
    public ReadOnlyMatrixSpan Queries => _queries;

    /// <summary>Gets the document vectors, <c>[M, E]</c>.</summary>
    public ReadOnlyMatrixSpan Documents => _documents;

    /// <summary>Gets the right documents of each query.</summary>
    public IndexLists Positives { get; }

    /// <summary>Gets the documents of each query that are neither right nor wrong.</summary>
    public IndexLists Ignored { get; }

    /// <summary>Gets the documents of each query that must never be its negatives: the right and the ignored ones.</summary>
    public IndexLists Known { get; }

    private string ComputeFingerprint()
    {
        using ContentHash hash = new();
        return hash.Add(Queries).Add(Documents).Add(Positives).Add(Ignored).ToText();
    }

    private static IndexLists Union(IndexLists first, IndexLists second)
    {
        IndexLists union = new();
        for (int row = 0; row < first.Count; row++)
        {
            union.AddRow([.. first[row], .. second[row]]);
        }

        return union;
    }

    private void CheckLists(IndexLists lists, string paramName)
    {
        if (lists.Count != QueryCount)
        {
            throw new ArgumentException($"Expected a list for each of the {QueryCount} queries, but got {lists.Count}.", paramName);
        }

        for (int row = 0; row < lists.Count; row++)
        {
            if (lists[row].Length > 0 && lists[row][^1] >= DocumentCount)
            {
                throw new ArgumentException($"Expected documents from 0 to {DocumentCount - 1}, but query {row} has {lists[row][^1]}.", paramName);
            }

            if (lists == Positives && lists[row].Length == 0)
            {
                throw new ArgumentException($"Expected at least one right document for each query, but query {row} has none.", paramName);
            }
        }
    }
}
