using System.Runtime.Intrinsics.X86;

namespace RuVector.Training.Numerics;

/// <summary>How a search is cut: groups of queries pass over blocks of candidates.</summary>
/// <remarks>It depends on the sizes and the machine alone, never on the number of threads.</remarks>
internal readonly struct NearestPlan
{
    /// <summary>Fewer queries do not repay the rounding of the candidates.</summary>
    private const int LeastQueriesForPairs = 16;

    /// <summary>Beyond it the length of a unit row is not certain enough for integers of 16 bits.</summary>
    private const int LargestDimensionForPairs = 1 << 16;

    private const int GroupEntries = 1 << 22;
    private const int GroupValues = 1 << 22;
    private const int MostGroupRows = 4096;
    private const int BlockValues = 768 * 1024;
    private const int MostBlockRows = 8192;
    private const int LeastBlockRows = 96;
    private const int LanesAtMost = 16;

    public NearestPlan(in NearestTask task)
    {
        UsesPairs = Avx2.IsSupported && task.Queries >= LeastQueriesForPairs && task.Dimension <= LargestDimensionForPairs;
        PanelWidth = !UsesPairs ? 64 : Avx512BW.IsSupported ? 48 : 16;
        Pairs = (task.Dimension + 1) / 2;
        int room = (int)Math.Min(int.MaxValue / 2, task.Count + Math.Max(128L, 3L * task.Count));
        Capacity = RoundUp(Math.Max(1, Math.Min(room, task.Candidates)), LanesAtMost);
        Step = Math.Max(task.Count, 32);
        int values = Math.Max(1, task.Dimension);
        GroupRows = Math.Min(task.Queries, RoundUp(Math.Clamp(Math.Min(GroupEntries / Capacity, GroupValues / values), 1, MostGroupRows), PanelWidth));
        BlockRows = Math.Min(task.Candidates, Math.Clamp((UsesPairs ? BlockValues : BlockValues / 2) / values, LeastBlockRows, MostBlockRows));
    }

    /// <summary>Gets a value indicating whether pairs of integers of 16 bits are multiplied first, instead of float32.</summary>
    public bool UsesPairs { get; }

    /// <summary>Gets the number of queries that are multiplied together.</summary>
    public int PanelWidth { get; }

    /// <summary>Gets the number of pairs of a row.</summary>
    public int Pairs { get; }

    /// <summary>Gets how many candidates are kept for a query before some must go.</summary>
    public int Capacity { get; }

    /// <summary>Gets how many more candidates a query takes before its threshold is raised.</summary>
    public int Step { get; }

    /// <summary>Gets the number of queries of a group.</summary>
    public int GroupRows { get; }

    /// <summary>Gets the number of candidates of a block.</summary>
    public int BlockRows { get; }

    public static int RoundUp(int value, int multiple) => checked((value + multiple - 1) / multiple * multiple);
}
