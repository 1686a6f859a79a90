namespace RuVector.Training.Trainer;

/// <summary>Which documents of a list a query must never be pushed away from: all that are known to answer it, and those that are neither right nor wrong.</summary>
internal sealed class KnownAnswerMask
{
    private readonly IndexLists _left;
    private readonly DocumentPositions _positions;
    private readonly IndexLists _mask = new();

    /// <summary>Creates the mask of a batch.</summary>
    public KnownAnswerMask(PairDataset data)
        : this(data, data.Known)
    {
    }

    private KnownAnswerMask(PairDataset data, IndexLists left) => (_left, _positions) = (left, new DocumentPositions(data.DocumentCount));

    /// <summary>Lists for each query the places of known answers.</summary>
    /// <param name="queries">The queries.</param>
    /// <param name="documents">The documents.</param>
    /// <param name="offset">What is added to a place.</param>
    /// <param name="exceptOwn">Whether the place with the number of the query in the list is left out: its own positive.</param>
    /// <returns>A list for each query; valid until the next call.</returns>
    public IndexLists Of(ReadOnlySpan<int> queries, ReadOnlySpan<int> documents, int offset, bool exceptOwn)
    {
        _positions.Load(documents);
        _mask.Clear();
        for (int i = 0; i < queries.Length; i++)
        {
            _positions.AddRow(_mask, _left[queries[i]], offset, except: exceptOwn ? i : -1);
        }

        return _mask;
    }

    /// <summary>Creates the mask of what is not to be mined: the listed negatives too, which a query has anyway.</summary>
    public static KnownAnswerMask OfMining(PairDataset data)
    {
        IndexLists left = data.Known;
        if (data.Negatives.TotalCount > 0)
        {
            left = new IndexLists();
            for (int query = 0; query < data.QueryCount; query++)
            {
                left.AddRow([.. data.Known[query], .. data.Negatives[query]]);
            }
        }

        return new KnownAnswerMask(data, left);
    }
}
