using RuVector.Training.Data;

namespace RuVector.Training.Trainer;

/// <summary>Queries and documents as vectors, and which documents answer which query.</summary>
/// <remarks>Immutable by contract: nothing is copied, and what was given must not change while the data set is in use.</remarks>
public sealed class PairDataset
{
    private readonly VectorMatrix _queries;
    private readonly VectorMatrix _documents;
    private readonly AnswerLists _answers;
    private readonly Lazy<string> _fingerprint;

    /// <summary>Creates a data set.</summary>
    /// <param name="queries">Query vectors, <c>[Q, D]</c>; an array converts.</param>
    /// <param name="documents">Document vectors, <c>[M, E]</c>, of another dimension where a model brings the two sides together; an array converts.</param>
    /// <param name="positives">The right documents of each query, at least one.</param>
    /// <param name="ignored">Documents of each query that are neither right nor wrong; <see langword="null"/> for none.</param>
    /// <param name="negatives">Documents of each query that are known to be wrong; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other, a query has no positive, a document does not exist, or a negative is right or ignored too.</exception>
    /// <exception cref="NonFiniteValueException">A vector holds NaN or an infinity.</exception>
    public PairDataset(VectorMatrix queries, VectorMatrix documents, IndexLists positives, IndexLists? ignored = null, IndexLists? negatives = null)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(documents);
        queries.RequireFinite(nameof(queries));
        documents.RequireFinite(nameof(documents));
        _answers = new AnswerLists(queries.Rows, documents.Rows, positives, ignored, negatives);
        (_queries, _documents) = (queries, documents);
        _fingerprint = new(TakeFingerprint);
    }

    /// <summary>Gets the dimension of the query vectors, D.</summary>
    public int QueryDimension => _queries.Columns;

    /// <summary>Gets the dimension of the document vectors, E.</summary>
    public int DocumentDimension => _documents.Columns;

    /// <summary>Gets the number of queries.</summary>
    public int QueryCount => _queries.Rows;

    /// <summary>Gets the number of documents.</summary>
    public int DocumentCount => _documents.Rows;

    /// <summary>Gets the query vectors, <c>[Q, D]</c>.</summary>
    public ReadOnlyMatrixSpan Queries => _queries.Span;

    /// <summary>Gets the document vectors, <c>[M, E]</c>.</summary>
    public ReadOnlyMatrixSpan Documents => _documents.Span;

    /// <summary>Gets the right documents of each query.</summary>
    public IndexLists Positives => _answers.Positives;

    /// <summary>Gets the documents of each query that are neither right nor wrong.</summary>
    public IndexLists Ignored => _answers.Ignored;

    /// <summary>Gets the documents of each query that are known to be wrong; rows may be empty.</summary>
    public IndexLists Negatives => _answers.Negatives;

    /// <summary>Gets the documents of each query that must never be its negatives: the right and the ignored ones.</summary>
    public IndexLists Known => _answers.Known;

    /// <summary>Gets the SHA-256 of the content, 64 hexadecimal digits: another content, another fingerprint. Taken when it is first asked for, then kept.</summary>
    public string Fingerprint => _fingerprint.Value;

    private string TakeFingerprint()
    {
        using Fingerprinter fingerprint = new("pairs");
        fingerprint.Add(_queries);
        fingerprint.Add(_documents);
        fingerprint.Add(Positives);
        fingerprint.Add(Ignored);
        fingerprint.Add(Negatives);
        return fingerprint.ToString();
    }
}
