using System.Globalization;
using RuVector.Training.Numerics;

namespace RuVector.Training.Benchmarks;

/// <summary>Does a foreign busy process make work on all threads slower than on one?</summary>
internal static class Robustness
{
    private const int Blocks = 30;
    private const int CallsPerBlock = 100;

    private static readonly string[] s_work = ["adamw 1000000", "product 128 128 384"];

    public static void Print(TextWriter output)
    {
        string machine = Machine.Description;
        MarkdownTable table = new("work", "other process", "threads", "p50, us", "p99, us", "worst, us", "p99 / p99 of one thread");
        foreach (string work in s_work)
        {
            Kernel kernel = KernelCatalogue.Create(work) ?? throw new InvalidOperationException($"Expected a known kernel, but got {work}.");
            Sampler.WarmUp(kernel.Run);
            Add(kernel, "none", table);
            using ChildProcess busy = ChildProcess.Self("busy");
            Add(kernel, "busy", table);
        }

        output.WriteLine(machine);
        output.WriteLine();
        table.Print(output);
    }

    private static void Add(Kernel kernel, string other, MarkdownTable table)
    {
        Dictionary<int, List<double>> times = Machine.ThreadCounts.ToDictionary(threads => threads, _ => new List<double>());
        for (int block = 0; block < Blocks; block++)
        {
            foreach (int threads in Machine.ThreadCounts)
            {
                ComputeThreads.MaxDegreeOfParallelism = threads;
                kernel.Run();
                times[threads].AddRange(Enumerable.Range(0, CallsPerBlock).Select(_ => Sampler.Once(kernel.Run).Seconds * 1e6));
            }
        }

        double alone = Statistics.Quantile(times[1], 0.99);
        foreach ((int threads, List<double> values) in times)
        {
            double p99 = Statistics.Quantile(values, 0.99);
            table.Add(kernel.Name, other, threads.ToString(CultureInfo.InvariantCulture), Text(Statistics.Quantile(values, 0.5)), Text(p99), Text(values.Max()), (p99 / alone).ToString("0.00", CultureInfo.InvariantCulture));
        }
    }

    private static string Text(double microseconds) => microseconds.ToString("0", CultureInfo.InvariantCulture);
}
