using System.Diagnostics;
using System.Globalization;
using RuVector.Training.Numerics;

namespace RuVector.Training.Benchmarks;

/// <summary>One table in less than two minutes: every kernel beside what the machine can do, sample by sample in turn.</summary>
internal static class QuickRun
{
    private const int FewestRounds = 3;
    private const int MostRounds = 41;
    private const double KernelSeconds = 0.7;
    private const double SampleSeconds = 3e-3;

    /// <summary>Prints the table.</summary>
    /// <param name="only">What the name of a kernel must contain; empty for all, and for the bandwidths and first calls.</param>
    /// <param name="output">Where the table goes.</param>
    public static void Print(string only, TextWriter output)
    {
        string machine = Machine.Description;
        MarkdownTable table = new("kernel", "threads", "figure", "unit", "limit", "limit's figure", "ratio", "bytes a call");
        if (only.Length == 0)
        {
            AddBandwidths(table);
        }

        foreach (Func<Kernel> create in QuickKernels.All)
        {
            Kernel kernel = create();
            if (kernel.Name.Contains(only, StringComparison.OrdinalIgnoreCase))
            {
                Add(kernel, table);
            }

            GC.Collect();
        }

        output.WriteLine(machine);
        output.WriteLine();
        table.Print(output);
        if (only.Length == 0)
        {
            FirstCall.Print(output);
        }
    }

    private static void AddBandwidths(MarkdownTable table)
    {
        (string Place, long Bytes)[] places = [("L2", Machine.SecondLevelCache / 2), ("L3", Machine.ThirdLevelCache / 4), ("DRAM", Math.Max(1L << 28, 8 * Machine.ThirdLevelCache))];
        foreach ((string place, long bytes) in places)
        {
            foreach (StreamShape shape in new[] { StreamShape.Copy, StreamShape.Triad })
            {
                Bandwidth limit = new(shape, bytes, place);
                foreach (int threads in Machine.ThreadCounts)
                {
                    List<Sample> samples = [.. Enumerable.Range(0, 15).Select(_ => LimitSampler.Take(limit, threads))];
                    table.Add($"machine: {limit.Name}", Text(threads), Figure(limit.Work(threads) / Statistics.Median(samples, 1)), "GB/s", "", "", "", "");
                }
            }
        }
    }

    private static void Add(Kernel kernel, MarkdownTable table)
    {
        Limit limit = kernel.CreateLimit();
        Sampler.WarmUp(kernel.Run);
        foreach (int threads in kernel.IsShared ? Machine.ThreadCounts : [1])
        {
            ComputeThreads.MaxDegreeOfParallelism = threads;
            kernel.Run();
            (List<Sample> ours, List<Sample> limits) = TakeInTurn(kernel, limit, threads);
            (double our, double least) = Statistics.Medians(ours, limits, threads);
            double figure = kernel.Work / our, most = limit.Work(threads) / least;
            long bytes = Allocation.BytesPerCall(kernel.Run, FewestRounds);
            table.Add(kernel.Name, Text(threads), Figure(figure), kernel.Unit, limit.Name, Figure(most), (figure / most).ToString("0.00", CultureInfo.InvariantCulture), Text(bytes));
        }
    }

    private static (List<Sample> Ours, List<Sample> Limits) TakeInTurn(Kernel kernel, Limit limit, int threads)
    {
        (List<Sample> ours, List<Sample> limits) = ([], []);
        long start = Stopwatch.GetTimestamp();
        while (ours.Count < FewestRounds || (ours.Count < MostRounds && Stopwatch.GetElapsedTime(start).TotalSeconds < KernelSeconds))
        {
            limits.Add(LimitSampler.Take(limit, threads));
            Sampler.Once(kernel.Run);
            ours.Add(Sampler.Take(kernel.Run, SampleSeconds));
        }

        return (ours, limits);
    }

    private static string Figure(double perSecond) => (perSecond / 1e9).ToString(perSecond >= 1e11 ? "0" : perSecond >= 1e10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
