namespace RuVector.Training.Data;

/// <summary>The queries of one split: texts, vectors, and which documents answer them.</summary>
/// <remarks>Safe for concurrent reading.</remarks>
public sealed class RetrievalQueries
{
    internal RetrievalQueries(IReadOnlyList<string> ids, IReadOnlyList<string> texts, float[,] vectors, IndexLists gold, IndexLists ignored) =>
        (Ids, Texts, Values, Gold, Ignored) = (ids, texts, vectors, gold, ignored);

    /// <summary>Gets the number of queries, N.</summary>
    public int Count => Ids.Count;

    /// <summary>Gets the id of each query.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>Gets the text of each query.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>Gets the vectors of the queries, length 1 each, shape <c>[N, D]</c>.</summary>
    public ReadOnlyMatrixSpan Vectors => Values;

    /// <summary>Gets the documents that answer each query, at least one.</summary>
    public IndexLists Gold { get; }

    /// <summary>Gets the documents that answer each query too but are neither to be learned nor to be ranked; never negatives.</summary>
    public IndexLists Ignored { get; }

    internal float[,] Values { get; }
}
