using System.Runtime.Intrinsics.X86;

namespace RuVector.Training.Numerics;

/// <summary>Passes the candidates, block by block, under groups of queries.</summary>
/// <remarks>
/// <para>Per block one phase prepares the candidates and one multiplies and looks through the products. Each query is looked after by one thread at a time, and meets the candidates in
/// ascending order, so the number of threads changes nothing.</para>
/// </remarks>
internal static unsafe class NearestSearch
{
    /// <summary>About how long one thread needs for a value of a candidate or a query, and for a product of two values; the search is not shared when it is small.</summary>
    private const double NanosecondsPerValue = 0.3;
    private const double NanosecondsPerProduct = 0.015;
    private const double NanosecondsPerResult = 40;

    public static void Run(in NearestTask task, NearestOutputs outputs)
    {
        NearestPlan plan = new(task);
        using RentedArray<float> groupMemory = new(Arena.LengthFor(new QueryGroup(plan, task, null).End));
        using RentedArray<float> blockMemory = new(Arena.LengthFor(new CandidateBlock(plan, task, null).End));
        fixed (float* groupStart = groupMemory.Span, blockStart = blockMemory.Span)
        {
            QueryGroup group = new(plan, task, Arena.Align(groupStart));
            CandidateBlock block = new(plan, task, Arena.Align(blockStart));
            for (int first = 0; first < task.Queries; first += plan.GroupRows)
            {
                (group.First, group.Rows) = (first, Math.Min(plan.GroupRows, task.Queries - first));
                RunGroup(task, plan, group, block, outputs);
            }
        }
    }

    private static void RunGroup(in NearestTask task, in NearestPlan plan, in QueryGroup group, CandidateBlock block, NearestOutputs outputs)
    {
        double values = Math.Max(16, task.Dimension);
        QueryPreparation preparation = new(task, plan, group);
        ComputeThreads.Run(preparation, (group.Rows + plan.PanelWidth - 1) / plan.PanelWidth, group.Rows * values * NanosecondsPerValue);
        ScoreBound bound = new(task, plan.UsesPairs, group.LargestLength, group.LargestError);
        BestRows best = new(task, plan, group, bound);
        for (int query = 0; query < group.Rows; query++)
        {
            group.Factors[query] = bound.FactorOf(group.Lengths[query]);
            best.Start(query);
        }

        for (int first = 0; first < task.Candidates; first += plan.BlockRows)
        {
            (block.First, block.Rows) = (first, Math.Min(plan.BlockRows, task.Candidates - first));
            CandidatePreparation candidates = new(task, plan, block, bound);
            ComputeThreads.Run(candidates, candidates.Chunks, block.Rows * values * NanosecondsPerValue);
            Scan(best, block, block.Rows * values * group.Rows * NanosecondsPerProduct);
        }

        ResultWriting writing = new(best, outputs);
        ComputeThreads.Run(writing, writing.Chunks, group.Rows * (task.Count + 10.0) * (NanosecondsPerResult + (values * NanosecondsPerValue)));
    }

    private static void Scan(in BestRows best, in CandidateBlock block, double nanoseconds)
    {
        if (!best.Plan.UsesPairs)
        {
            FloatScan scan = new(best, block);
            ComputeThreads.Run(scan, scan.Chunks, 2 * nanoseconds);
        }
        else if (Avx512BW.IsSupported)
        {
            PairScan<Tile8x3<PairLanes512>, Lanes512> scan = new(best, block);
            ComputeThreads.Run(scan, scan.Chunks, nanoseconds);
        }
        else
        {
            PairScan<Tile6x2<PairLanes256>, Lanes256> scan = new(best, block);
            ComputeThreads.Run(scan, scan.Chunks, nanoseconds);
        }
    }
}
