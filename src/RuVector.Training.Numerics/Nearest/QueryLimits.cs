namespace RuVector.Training.Numerics;

/// <summary>Memory of a group of queries for its <see cref="NearestLimits"/>; a limit of closeness becomes two for the bounds of a rank value.</summary>
/// <remarks>A candidate whose upper bound is at most <see cref="Maybe"/> is surely not closer than the limit, one whose lower bound exceeds <see cref="Sure"/> surely is; others must be scored.</remarks>
internal readonly unsafe struct QueryLimits
{
    /// <summary>The limits: the first ones of all queries, then the second ones.</summary>
    public readonly float* Closeness;
    public readonly float* Maybe;
    public readonly float* Sure;
    public readonly int* Counts;
    private readonly int _width;
    private readonly int _perQuery;

    /// <summary>Divides memory up.</summary>
    public QueryLimits(ref Arena arena, int width, int perQuery)
    {
        long all = perQuery * (long)width;
        (_width, _perQuery) = (width, perQuery);
        Closeness = arena.Take(all);
        Maybe = arena.Take(all);
        Sure = arena.Take(all);
        Counts = (int*)arena.Take(all);
    }

    /// <summary>The place of a limit of a query.</summary>
    public int PlaceOf(int query, int limit) => (limit * _width) + query;

    /// <summary>Takes over the limits of a query and forgets what was counted.</summary>
    /// <param name="query">The query, within the group.</param>
    /// <param name="closeness">Its limits.</param>
    /// <param name="bound">The bounds.</param>
    /// <param name="length">The length of the query.</param>
    public void Start(int query, float* closeness, in ScoreBound bound, double length)
    {
        for (int limit = 0; limit < _perQuery; limit++)
        {
            int place = PlaceOf(query, limit);
            (Counts[place], Closeness[place]) = (0, closeness[limit]);
            (Maybe[place], Sure[place]) = bound.LimitsOfKey(closeness[limit], length);
        }
    }
}
