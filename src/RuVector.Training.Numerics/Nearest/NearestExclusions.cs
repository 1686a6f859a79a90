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

    /// <summary>Tells whether a sieve lets a candidate through, which then is not excluded; its bit is the number of the candidate modulo 64, as shifts are.</summary>
    public static bool Passes(ulong sieve, int candidate) => (sieve >> candidate & 1) == 0;

    /// <summary>Gets a sieve that keeps back all that a query must not get, and one candidate in 64 for each of them: most candidates need no look at the lists.</summary>
    public ulong SieveOf(int query)
    {
        ulong sieve = 0;
        if (_relations is null)
        {
            Add(_lists is null ? [] : _lists[query], ref sieve);
            return sieve;
        }

        RelationRow row = _relations.GetRow(_firstRow + query);
        Add([row.Self], ref sieve);
        Add(row.Positives, ref sieve);
        Add(row.Ignored, ref sieve);
        return sieve;
    }

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

    /// <summary>At least the number of candidates that a query must not get.</summary>
    public int MostOf(int query)
    {
        if (_relations is null)
        {
            return _lists is null ? 0 : _lists[query].Length;
        }

        RelationRow row = _relations.GetRow(_firstRow + query);
        return row.Positives.Length + row.Ignored.Length + 1;
    }

    /// <summary>Writes the candidates that a query must not get, each once.</summary>
    /// <param name="query">The query.</param>
    /// <param name="candidates">Number of candidates of the search.</param>
    /// <param name="excluded">With room for <see cref="MostOf"/>; overwritten, ascending.</param>
    /// <returns>How many there are.</returns>
    public int CopyTo(int query, int candidates, Span<int> excluded)
    {
        int count = 0;
        if (_relations is null)
        {
            Append(_lists is null ? [] : _lists[query], 0, candidates, excluded, ref count);
            return count;
        }

        RelationRow row = _relations.GetRow(_firstRow + query);
        Append([row.Self], _firstCandidate, candidates, excluded, ref count);
        Append(row.Positives, _firstCandidate, candidates, excluded, ref count);
        Append(row.Ignored, _firstCandidate, candidates, excluded, ref count);
        excluded[..count].Sort();
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            excluded[kept] = excluded[i];
            kept += i + 1 < count && excluded[i + 1] == excluded[i] ? 0 : 1;
        }

        return kept;
    }

    private void Add(ReadOnlySpan<int> indices, ref ulong sieve)
    {
        foreach (int index in indices)
        {
            sieve |= 1UL << (index - _firstCandidate);
        }
    }

    private static void Append(ReadOnlySpan<int> indices, int first, int candidates, Span<int> excluded, ref int count)
    {
        foreach (int index in indices)
        {
            if (index >= first && index - first < candidates)
            {
                excluded[count++] = index - first;
            }
        }
    }
}
