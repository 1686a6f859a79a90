namespace RuVector.Training.Numerics;

/// <summary>Memory of a group of queries: their vectors as they are multiplied, and the best candidates so far.</summary>
internal unsafe struct QueryGroup
{
    public readonly int Capacity;

    /// <summary>Queries as float32 is multiplied: unit rows, or the rows themselves for a dot product.</summary>
    public readonly float* Vectors;

    /// <summary>Panels of pairs: for each pair of dimensions the queries of a panel lie together.</summary>
    public readonly float* Panels;

    /// <summary>The factor of each query in the upper bound of its scores.</summary>
    public readonly float* Factors;

    /// <summary>A candidate whose upper bound is at most this is not among the best; NaN lets all through.</summary>
    public readonly float* Thresholds;

    /// <summary>Length of each query.</summary>
    public readonly double* Lengths;

    /// <summary>Length of what each query lost by rounding.</summary>
    public readonly double* Errors;

    /// <summary>What <see cref="NearestExclusions.SieveOf"/> says of each query.</summary>
    public readonly ulong* Sieves;

    public readonly int* Counts;

    /// <summary>How many candidates a query takes before its threshold is raised.</summary>
    public readonly int* Room;
    public readonly float* Uppers;
    public readonly float* Lowers;
    public readonly int* Indices;
    public readonly QueryLimits Limits;
    public readonly long End;
    public int First;
    public int Rows;

    /// <summary>Divides memory up; from address 0 it only measures.</summary>
    public QueryGroup(in NearestPlan plan, in NearestTask task, float* memory)
    {
        Arena arena = new(memory);
        Capacity = plan.Capacity;
        int rows = plan.GroupRows, dimension = task.Dimension, width = NearestPlan.RoundUp(rows, plan.PanelWidth);
        long entries = (long)rows * Capacity;
        Vectors = arena.Take((long)rows * dimension);
        Panels = arena.Take(plan.UsesPairs ? (long)width * plan.Pairs : 0);
        Factors = arena.Take(width);
        Thresholds = arena.Take(width);
        Lengths = (double*)arena.Take(2L * width);
        Errors = (double*)arena.Take(2L * width);
        Sieves = (ulong*)arena.Take(2L * width);
        Counts = (int*)arena.Take(width);
        Room = (int*)arena.Take(width);
        Uppers = arena.Take(entries);
        Lowers = arena.Take(entries);
        Indices = (int*)arena.Take(entries);
        Limits = task.HasLimits ? new QueryLimits(ref arena, width, task.LimitsPerQuery) : default;
        (End, First, Rows) = (arena.End, 0, 0);
    }

    /// <summary>Gets the largest length of a query.</summary>
    public readonly double LargestLength => LargestOf(Lengths);

    /// <summary>Gets the largest loss by rounding.</summary>
    public readonly double LargestError => LargestOf(Errors);

    private readonly double LargestOf(double* values)
    {
        double largest = 0;
        for (int row = 0; row < Rows; row++)
        {
            largest = Math.Max(largest, values[row]);
        }

        return largest;
    }
}
