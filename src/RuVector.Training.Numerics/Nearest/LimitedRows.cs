namespace RuVector.Training.Numerics;

/// <summary>The best candidates of each query within its limits, and the counts: what bounds leave undecided is scored, some candidates at a time.</summary>
internal readonly unsafe struct LimitedRows(in BestRows best)
{
    /// <summary>Rows between these lengths cannot overflow, nor lose digits, when they are multiplied with a unit row.</summary>
    private const double LeastLength = 1e-15;
    private const double MostLength = 1e15;

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
        if (!IsUndecided(query, upper, lower))
        {
            _best.Add(query, candidate, upper, width);
            return;
        }

        Count(query, lower, -1);
        Narrow(query, candidate, ref upper, ref lower);
        if (IsUndecided(query, upper, lower))
        {
            Defer(query, candidate);
            return;
        }

        Count(query, lower, 1);
        if (!(lower > Limits.Sure[query]) && !(upper <= _best.Group.Thresholds[query]))
        {
            _best.Add(query, candidate, upper, (double)upper - lower);
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
        for (int limit = 0; limit < _best.Task.LimitsPerQuery; limit++)
        {
            _best.Task.LimitCounts[((long)row * _best.Task.LimitsPerQuery) + limit] = Limits.Counts[Limits.PlaceOf(query, limit)];
        }
    }

    private bool IsUndecided(int query, float upper, float lower)
    {
        bool isUndecided = false;
        for (int limit = 0; limit < _best.Task.LimitsPerQuery; limit++)
        {
            int place = Limits.PlaceOf(query, limit);
            isUndecided |= !(upper <= Limits.Maybe[place]) && !(lower > Limits.Sure[place]);
        }

        return isUndecided;
    }

    /// <summary>Moves the bounds of a cosine together: a product in float32 by the same length is off by rounding alone.</summary>
    private void Narrow(int query, int candidate, ref float upper, ref float lower)
    {
        if (_best.Task.Measure != ScoreMeasure.Cosine)
        {
            return;
        }

        ReadOnlySpan<float> row = _best.Task.Candidate(candidate);
        double length = UnitRows.Length(row);
        if (length is > LeastLength and < MostLength)
        {
            double cosine = RowKernels.Dot(new ReadOnlySpan<float>(_best.Group.Vectors + ((long)query * row.Length), row.Length), row) / length;
            upper = Math.Min(upper, (float)(cosine + (2 * _best.Bound.Slack)));
            lower = Math.Max(lower, (float)(cosine - (2 * _best.Bound.Slack)));
        }
    }

    private void Defer(int query, int candidate)
    {
        int count = Limits.PendingCounts[query]++;
        Limits.Pending[(query * QueryLimits.MostPending) + count] = candidate;
        if (count + 1 == QueryLimits.MostPending)
        {
            Decide(query);
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
        for (int limit = 0; limit < _best.Task.LimitsPerQuery; limit++)
        {
            int place = Limits.PlaceOf(query, limit);
            foreach (ulong key in keys)
            {
                Limits.Counts[place] += PackedKey.KeyOf(key) > Limits.Closeness[place] ? each : 0;
            }
        }
    }

    private void Count(int query, float lower, int each)
    {
        for (int limit = 0; limit < _best.Task.LimitsPerQuery; limit++)
        {
            int place = Limits.PlaceOf(query, limit);
            Limits.Counts[place] += lower > Limits.Sure[place] ? each : 0;
        }
    }
}
