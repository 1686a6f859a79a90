namespace RuVector.Training.Numerics;

/// <summary>The candidates that may still be among the best of each query of a group, with bounds of their scores; never more than the capacity.</summary>
/// <remarks>Bounds are those of a rank value that grows with closeness: the score for products, <c>|q|^2 - d^2</c> for distances. One thread at a time for each query.</remarks>
internal readonly unsafe struct BestRows(in NearestTask task, in NearestPlan plan, in QueryGroup group, in ScoreBound bound)
{
    public readonly NearestTask Task = task;
    public readonly NearestPlan Plan = plan;
    public readonly QueryGroup Group = group;
    public readonly ScoreBound Bound = bound;

    /// <summary>Forgets all candidates of a query.</summary>
    public void Start(int query)
    {
        Group.Thresholds[query] = float.NaN;
        Group.Counts[query] = 0;
        Group.Sieves[query] = Task.Exclusions.SieveOf(Group.First + query);
        Group.Room[query] = Math.Min(Group.Capacity, Task.Count + Plan.Step);
        if (Task.HasLimits)
        {
            Group.Limits.Start(query, Task.Limits + ((long)(Group.First + query) * Task.LimitsPerQuery), Bound, Group.Lengths[query]);
        }
    }

    /// <summary>Takes a candidate, unless the query excludes it.</summary>
    /// <param name="query">The query, within the group.</param>
    /// <param name="candidate">The candidate; larger than all taken before, or not below the threshold.</param>
    /// <param name="upper">The upper bound.</param>
    /// <param name="width">How far the lower bound of its rank value lies below; for distances it is widened to ties.</param>
    public void Add(int query, int candidate, float upper, double width)
    {
        if (!IsExcluded(query, candidate))
        {
            Insert(query, candidate, upper, Bound.LowerOf(upper, width, Group.Lengths[query]));
        }
    }

    /// <summary>Takes a candidate with a known key, unless the query excludes it or has better ones; in any order.</summary>
    /// <param name="query">The query, within the group.</param>
    /// <param name="candidate">The candidate.</param>
    /// <param name="key">The score of a product, the distance with its sign changed.</param>
    public void AddScored(int query, int candidate, float key)
    {
        float upper = Bound.UpperOfKey(key, Group.Lengths[query]);
        if (!(upper < Group.Thresholds[query]) && !IsExcluded(query, candidate))
        {
            Insert(query, candidate, upper, Bound.LowerOfKey(key, Group.Lengths[query]));
        }
    }

    private bool IsExcluded(int query, int candidate) =>
        !NearestExclusions.Passes(Group.Sieves[query], candidate) && Task.Exclusions.Contains(Group.First + query, candidate);

    private void Insert(int query, int candidate, float upper, float lower)
    {
        int count = Group.Counts[query];
        long at = ((long)query * Group.Capacity) + count;
        Group.Uppers[at] = upper;
        Group.Lowers[at] = lower;
        Group.Indices[at] = candidate;
        Group.Counts[query] = ++count;
        if (count >= Group.Room[query])
        {
            Tighten(query);
        }
    }

    /// <summary>Scores what may be among the best and writes the best.</summary>
    /// <param name="query">The query, within the group.</param>
    /// <param name="indices">Receives k indices.</param>
    /// <param name="scores">Receives k scores.</param>
    /// <returns>The number of candidates found.</returns>
    public int Finish(int query, Span<int> indices, Span<float> scores)
    {
        if (Task.HasLimits)
        {
            new LimitedRows(this, []).Finish(query);
        }

        if (Group.Counts[query] > Task.Count)
        {
            Prune(query);
        }

        int count = Group.Counts[query], found = Math.Min(count, Task.Count);
        using RentedArray<ulong> ranking = new(count);
        Rank(query, ranking.Span);
        for (int i = 0; i < found; i++)
        {
            float key = PackedKey.KeyOf(ranking.Span[i]);
            indices[i] = PackedKey.IndexOf(ranking.Span[i]);
            scores[i] = Task.IsProduct ? key : 0f - key;
        }

        indices[found..].Fill(-1);
        scores[found..].Fill(float.NaN);
        return found;
    }

    /// <summary>Raises the threshold; when bounds alone free too little room, scores what is there and keeps the best k.</summary>
    private void Tighten(int query)
    {
        Prune(query);
        int room = Group.Capacity - Task.Count;
        if (Group.Counts[query] - Task.Count > room / 2)
        {
            KeepBest(query);
        }

        Group.Room[query] = Math.Min(Group.Capacity, Group.Counts[query] + Plan.Step);
    }

    /// <summary>Drops the candidates whose upper bounds lie below k lower bounds.</summary>
    private void Prune(int query)
    {
        long start = (long)query * Group.Capacity;
        float* uppers = Group.Uppers + start, lowers = Group.Lowers + start;
        int* indices = Group.Indices + start;
        int count = Group.Counts[query], kept = 0;
        float least = Selection.Largest(lowers, count, Task.Count);
        if (float.IsNegativeInfinity(least))
        {
            return;
        }

        RaiseThreshold(query, least);
        for (int i = 0; i < count; i++)
        {
            (uppers[kept], lowers[kept], indices[kept]) = (uppers[i], lowers[i], indices[i]);
            kept += uppers[i] < least ? 0 : 1;
        }

        Group.Counts[query] = kept;
    }

    private void KeepBest(int query)
    {
        long start = (long)query * Group.Capacity;
        using RentedArray<ulong> ranking = new(Group.Counts[query]);
        Rank(query, ranking.Span);
        for (int i = 0; i < Task.Count; i++)
        {
            float key = PackedKey.KeyOf(ranking.Span[i]);
            Group.Indices[start + i] = PackedKey.IndexOf(ranking.Span[i]);
            Group.Uppers[start + i] = Bound.UpperOfKey(key, Group.Lengths[query]);
            Group.Lowers[start + i] = Bound.LowerOfKey(key, Group.Lengths[query]);
        }

        Group.Counts[query] = Task.Count;
        RaiseThreshold(query, Bound.ThresholdOfKey(PackedKey.KeyOf(ranking.Span[Task.Count - 1]), Group.Lengths[query]));
    }

    private void RaiseThreshold(int query, float threshold) =>
        Group.Thresholds[query] = Group.Thresholds[query] >= threshold ? Group.Thresholds[query] : threshold;

    /// <summary>Sorts the candidates of a query by the scores that the engine computes.</summary>
    private void Rank(int query, Span<ulong> ranking)
    {
        ReadOnlySpan<int> candidates = new(Group.Indices + ((long)query * Group.Capacity), Group.Counts[query]);
        ExactKeys.Compute(Task, Group, query, candidates, ranking);
        ranking.Sort();
    }
}
