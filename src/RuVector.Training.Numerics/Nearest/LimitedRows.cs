namespace RuVector.Training.Numerics;

/// <summary>The best candidates of each query within its limits, and the counts: what bounds leave undecided is scored, some candidates at a time.</summary>
internal readonly unsafe struct LimitedRows(in BestRows best)
{
    private readonly BestRows _best = best;

    private QueryLimits Limits => _best.Group.Limits;

    /// <summary>Takes a candidate that is among the best as far as bounds tell, or whose side of a limit they do not tell.</summary>
    /// <param name="query">The query, within the group.</param>
    /// <param name="candidate">The candidate; larger than all taken before.</param>
    /// <param name="upper">The upper bound of its rank value.</param>
    /// <param name="lower">The lower bound, by which the scan has counted.</param>
    /// <param name="width">How far the lower bound lies below.</param>
    public void Add(int query, int candidate, float upper, float lower, double width)
    {
        bool isUndecided = false;
        for (int limit = 0; limit < NearestLimits.PerQuery; limit++)
        {
            isUndecided |= Limits.IsUndecided(Limits.PlaceOf(query, limit), upper, lower);
        }

        if (!isUndecided)
        {
            _best.Add(query, candidate, upper, width);
            return;
        }

        for (int limit = 0; limit < NearestLimits.PerQuery; limit++)
        {
            int place = Limits.PlaceOf(query, limit);
            Limits.Counts[place] -= lower > Limits.Sure[place] ? 1 : 0; // it will be counted when it is scored
        }

        int count = Limits.PendingCounts[query]++;
        Limits.Pending[(query * QueryLimits.MostPending) + count] = candidate;
        if (count + 1 == QueryLimits.MostPending)
        {
            Decide(query);
        }
    }

    /// <summary>Scores what is undecided, takes what is excluded off the counts, and writes them.</summary>
    /// <param name="query">The query, within the group.</param>
    public void Finish(int query)
    {
        Decide(query);
        int row = _best.Group.First + query;
        using RentedArray<int> room = new(_best.Task.Exclusions.MostOf(row));
        ReadOnlySpan<int> excluded = room.Span[.._best.Task.Exclusions.CopyTo(row, _best.Task.Candidates, room.Span)];
        using RentedArray<ulong> keys = new(excluded.Length);
        ExactKeys.Compute(_best.Task, _best.Group, query, excluded, keys.Span);
        Count(query, keys.Span, -1);
        for (int limit = 0; limit < NearestLimits.PerQuery; limit++)
        {
            _best.Task.LimitCounts[((long)row * NearestLimits.PerQuery) + limit] = Limits.Counts[Limits.PlaceOf(query, limit)];
        }
    }

    private void Decide(int query)
    {
        int count = Limits.PendingCounts[query];
        Span<ulong> keys = stackalloc ulong[QueryLimits.MostPending];
        keys = keys[..count];
        ExactKeys.Compute(_best.Task, _best.Group, query, new ReadOnlySpan<int>(Limits.Pending + (query * QueryLimits.MostPending), count), keys);
        Limits.PendingCounts[query] = 0;
        Count(query, keys, 1);
        foreach (ulong key in keys)
        {
            if (PackedKey.KeyOf(key) <= Limits.Closeness[query])
            {
                _best.AddScored(query, PackedKey.IndexOf(key), PackedKey.KeyOf(key));
            }
        }
    }

    private void Count(int query, ReadOnlySpan<ulong> keys, int each)
    {
        for (int limit = 0; limit < NearestLimits.PerQuery; limit++)
        {
            int place = Limits.PlaceOf(query, limit);
            foreach (ulong key in keys)
            {
                Limits.Counts[place] += PackedKey.KeyOf(key) > Limits.Closeness[place] ? each : 0;
            }
        }
    }
}
