namespace RuVector.Training.Data;

/// <summary>The right, ignored and wrong documents of each query, checked against each other.</summary>
internal sealed class AnswerLists
{
    private readonly int _queryCount;
    private readonly int _documentCount;

    /// <exception cref="ArgumentException">The sizes do not fit each other, a query has no positive, a document does not exist, or it is both right or ignored and wrong.</exception>
    public AnswerLists(int queryCount, int documentCount, IndexLists positives, IndexLists? ignored, IndexLists? negatives)
    {
        ArgumentNullException.ThrowIfNull(positives);
        (_queryCount, _documentCount) = (queryCount, documentCount);
        (Positives, Ignored, Negatives) = (positives, ignored ?? Empty(queryCount), negatives ?? Empty(queryCount));
        Check(Positives, nameof(positives));
        Check(Ignored, nameof(ignored));
        Check(Negatives, nameof(negatives));
        RequirePositives();
        Known = Union(Positives, Ignored);
        RequireNoKnownNegative();
    }

    public IndexLists Positives { get; }

    public IndexLists Ignored { get; }

    public IndexLists Negatives { get; }

    /// <summary>The right and the ignored documents: never negatives.</summary>
    public IndexLists Known { get; }

    private static IndexLists Empty(int count)
    {
        IndexLists lists = new();
        for (int row = 0; row < count; row++)
        {
            lists.AddRow([]);
        }

        return lists;
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

    private void Check(IndexLists lists, string paramName)
    {
        if (lists.Count != _queryCount)
        {
            throw new ArgumentException($"Expected a list for each of the {_queryCount} queries, but got {lists.Count}.", paramName);
        }

        for (int row = 0; row < lists.Count; row++)
        {
            if (lists[row].Length > 0 && lists[row][^1] >= _documentCount)
            {
                throw new ArgumentException($"Expected documents from 0 to {_documentCount - 1}, but query {row} has {lists[row][^1]}.", paramName);
            }
        }
    }

    private void RequirePositives()
    {
        for (int row = 0; row < _queryCount; row++)
        {
            if (Positives[row].Length == 0)
            {
                throw new ArgumentException($"Expected at least one right document for each query, but query {row} has none.", "positives");
            }
        }
    }

    private void RequireNoKnownNegative()
    {
        for (int row = 0; row < _queryCount; row++)
        {
            foreach (int document in Negatives[row])
            {
                if (Known[row].BinarySearch(document) >= 0)
                {
                    throw new ArgumentException($"Expected negatives that are neither right nor ignored, but document {document} of query {row} is.", "negatives");
                }
            }
        }
    }
}
