using System.Diagnostics.CodeAnalysis;

namespace RuVector.Training.Numerics;

/// <summary>The best candidates of some queries within their limits, and the counts: what bounds leave undecided is scored soon after, while its row is near.</summary>
internal unsafe ref struct LimitedRows(in BestRows best, Span<UndecidedPair> undecided)
{
    /// <summary>Pairs that wait for their rows before they are scored.</summary>
    public const int MostUndecided = 16;

    /// <summary>Rows between these lengths cannot overflow, nor lose digits, when they are multiplied.</summary>
    private const double LeastLength = 1e-15, MostLength = 1e15;

    private readonly BestRows _best = best;
    private readonly Span<UndecidedPair> _undecided = undecided;
    private int _count;

    [UnscopedRef]
    private readonly ref readonly QueryLimits Limits => ref _best.Group.Limits;

    /// <summary>Takes a candidate that is among the best as far as bounds tell, or whose side of a limit they do not tell.</summary>
    /// <param name="query">The query, within the group.</param>
    /// <param name="candidate">The candidate; larger than all that this was called with before for the query.</param>
    /// <param name="upper">The upper bound of its rank value.</param>
    /// <param name="lower">The lower bound, by which the scan has counted.</param>
    /// <param name="width">How far the lower bound lies below.</param>
    /// <param name="length">The length of the candidate; 0 when it was not kept.</param>
    public void Add(int query, int candidate, float upper, float lower, double width, float length)
    {
        if (!IsUndecided(query, upper, lower))
        {
            _best.Add(query, candidate, upper, width);
            return;
        }

        Count(query, lower, -1); // it is counted when it is decided
        Prefetch(_best.Task.Candidate(candidate));
        _undecided[_count++] = new UndecidedPair(query, candidate, length);
        if (_count == _undecided.Length)
        {
            Decide();
        }
    }

    /// <summary>Decides about the pairs that wait: most by a product in float32, the others by their scores.</summary>
    public void Decide()
    {
        foreach (UndecidedPair pair in _undecided[.._count])
        {
            if (!TryDecide(pair))
            {
                DecideByScore(pair);
            }
        }

        _count = 0;
    }

    /// <summary>Takes what is excluded off the counts of a query, and writes them.</summary>
    /// <param name="query">The query, within the group.</param>
    public readonly void Finish(int query)
    {
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

    private readonly bool IsUndecided(int query, float upper, float lower)
    {
        bool isUndecided = false;
        for (int limit = 0; limit < _best.Task.LimitsPerQuery; limit++)
        {
            int place = Limits.PlaceOf(query, limit);
            isUndecided |= !(upper <= Limits.Maybe[place]) && !(lower > Limits.Sure[place]);
        }

        return isUndecided;
    }

    private readonly void DecideByScore(UndecidedPair pair)
    {
        ulong key = 0;
        ExactKeys.Compute(_best.Task, _best.Group, pair.Query, [pair.Candidate], new Span<ulong>(ref key));
        Count(pair.Query, new ReadOnlySpan<ulong>(in key), 1);
        if (PackedKey.KeyOf(key) <= Limits.Closeness[pair.Query])
        {
            _best.AddScored(pair.Query, pair.Candidate, PackedKey.KeyOf(key));
        }
    }

    /// <summary>Takes or drops a candidate by narrower bounds of its score: a product in float32, over the length that the score has too, is off by rounding alone.</summary>
    private readonly bool TryDecide(UndecidedPair pair)
    {
        double ofQuery = _best.Task.Measure == ScoreMeasure.Cosine ? 1 : _best.Group.Lengths[pair.Query], ofCandidate = pair.Length;
        if (ofQuery is not (> LeastLength and < MostLength) || ofCandidate is not (> LeastLength and < MostLength))
        {
            return false;
        }

        int query = pair.Query;
        ReadOnlySpan<float> row = _best.Task.Candidate(pair.Candidate);
        double product = RowKernels.Dot(new ReadOnlySpan<float>(_best.Group.Vectors + ((long)query * row.Length), row.Length), row);
        (double score, double largest) = _best.Task.Measure == ScoreMeasure.Cosine ? (product / ofCandidate, 1) : (product, ofQuery * ofCandidate);
        float upper = (float)(score + (2 * _best.Bound.Slack * largest)), lower = (float)(score - (2 * _best.Bound.Slack * largest));
        if (IsUndecided(query, upper, lower))
        {
            return false;
        }

        Count(query, lower, 1);
        if (!(lower > Limits.Sure[query]) && !(upper < _best.Group.Thresholds[query]))
        {
            _best.Add(query, pair.Candidate, upper, (double)upper - lower);
        }

        return true;
    }

    /// <summary>Asks for a row that will be read when the tile has been looked through; the rounded rows took its place in a near cache.</summary>
    private static void Prefetch(ReadOnlySpan<float> row)
    {
        fixed (float* start = row)
        {
            RowPrefetch.Rows(start, 0, 1, row.Length);
        }
    }

    private readonly void Count(int query, ReadOnlySpan<ulong> keys, int each)
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

    private readonly void Count(int query, float lower, int each)
    {
        for (int limit = 0; limit < _best.Task.LimitsPerQuery; limit++)
        {
            int place = Limits.PlaceOf(query, limit);
            Limits.Counts[place] += lower > Limits.Sure[place] ? each : 0;
        }
    }
}
