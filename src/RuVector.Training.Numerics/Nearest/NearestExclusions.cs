namespace RuVector.Training.Numerics;

/// <summary>Which candidates a query must not get: those of a list, or those that relations do not count among the shared negatives.</summary>
internal readonly struct NearestExclusions
{
    private readonly IndexLists? _lists;
    private readonly PairRelations? _relations;
    private readonly int _firstRow;
    private readonly int _firstCandidate;

    /// <summary>Excludes the candidates of the list of each query; nothing without lists.</summary>
    public NearestExclusions(IndexLists? lists) => _lists = lists;

    /// <summary>Excludes positives, ignored candidates and the anchor itself, without a copy of them.</summary>
    /// <param name="relations">The relations.</param>
    /// <param name="firstRow">The row of the first query; the queries have consecutive rows.</param>
    /// <param name="firstCandidate">The candidate of the relations that is the first one of the search.</param>
    public NearestExclusions(PairRelations relations, int firstRow, int firstCandidate) => (_relations, _firstRow, _firstCandidate) = (relations, firstRow, firstCandidate);

    /// <summary>Tells whether a query must not get a candidate.</summary>
    public bool Contains(int query, int candidate)
    {
        if (_relations is null)
        {
            return _lists is not null && _lists[query].BinarySearch(candidate) >= 0;
        }

        RelationRow row = _relations.GetRow(_firstRow + query);
        int related = _firstCandidate + candidate;
        return related == row.Self || row.Positives.BinarySearch(related) >= 0 || row.Ignored.BinarySearch(related) >= 0;
    }
}
