using System.Diagnostics.CodeAnalysis;
using System.Runtime.Intrinsics.X86;

namespace RuVector.Training.Numerics;

/// <summary>The best candidates of each query within its limits, and the counts: what bounds leave undecided is scored, some candidates at a time.</summary>
internal readonly unsafe struct LimitedRows(in BestRows best)
{
    /// <summary>Rows between these lengths cannot overflow, nor lose digits, when they are multiplied with a unit row.</summary>
    private const double LeastLength = 1e-15;
    private const int FloatsPerLine = 16;
    private const double MostLength = 1e15;

    private readonly BestRows _best = best;

    [UnscopedRef]
    private ref readonly QueryLimits Limits => ref _best.Group.Limits;

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

        Count(query, lower, -1); // it is counted when it is decided
        Prefetch(_best.Task.Candidate(candidate));
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

    /// <summary>Decides about the candidates that have gathered: most by a product in float32, the others by their scores.</summary>
    private void Decide(int query)
    {
        Span<int> pending = new(Limits.Pending + (query * QueryLimits.MostPending), Limits.PendingCounts[query]);
        int left = 0;
        foreach (int candidate in pending)
        {
            if (!TryDecide(query, candidate))
            {
                pending[left++] = candidate;
            }
        }

        Span<ulong> keys = stackalloc ulong[QueryLimits.MostPending];
        keys = keys[..left];
        ExactKeys.Compute(_best.Task, _best.Group, query, pending[..left], keys);
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

    /// <summary>Takes or drops a candidate by narrower bounds of its cosine: a product in float32, by the length that the score has too, is off by rounding alone.</summary>
    private bool TryDecide(int query, int candidate)
    {
        ReadOnlySpan<float> row = _best.Task.Candidate(candidate);
        double length = _best.Task.Measure == ScoreMeasure.Cosine ? UnitRows.Length(row) : 0;
        if (length is not (> LeastLength and < MostLength))
        {
            return false;
        }

        double cosine = RowKernels.Dot(new ReadOnlySpan<float>(_best.Group.Vectors + ((long)query * row.Length), row.Length), row) / length;
        float upper = (float)(cosine + (2 * _best.Bound.Slack)), lower = (float)(cosine - (2 * _best.Bound.Slack));
        if (IsUndecided(query, upper, lower))
        {
            return false;
        }

        Count(query, lower, 1);
        if (!(lower > Limits.Sure[query]) && !(upper < _best.Group.Thresholds[query]))
        {
            _best.Add(query, candidate, upper, (double)upper - lower);
        }

        return true;
    }

    /// <summary>Asks for a row that will be read when enough have gathered; its place in a near cache went to the rounded rows.</summary>
    private static void Prefetch(ReadOnlySpan<float> row)
    {
        if (Sse.IsSupported)
        {
            fixed (float* start = row)
            {
                for (int i = 0; i < row.Length; i += FloatsPerLine)
                {
                    Sse.Prefetch0(start + i);
                }
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
