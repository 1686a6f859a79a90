using System.Globalization;
using RuVector.Training.Numerics;

namespace RuVector.Training.Benchmarks;

/// <summary>What the first call of a kernel in a fresh process costs beside the second and a steady one.</summary>
internal static class FirstCall
{
    private const int Processes = 5;
    private const int SteadyCalls = 20;

    private static readonly string[] s_work = ["product 256 256 384", "infonce 256 384", "own 256 16 384", "topk 64 1024 128 10", "adamw 1000000"];

    /// <summary>The runtime as users have it, without what bench/run sets for steady figures.</summary>
    private static readonly Dictionary<string, string?> s_defaults = new() { ["DOTNET_TieredPGO"] = null };

    /// <summary>Prints a table; five processes for each kernel, medians.</summary>
    public static void Print(TextWriter output)
    {
        MarkdownTable table = new("first call in a fresh process", "first, ms", "second, ms", "steady, ms", "first - steady, ms");
        foreach (string work in s_work)
        {
            double[][] runs = [.. Enumerable.Range(0, Processes).Select(_ => Ask(work))];
            double[] medians = [.. Enumerable.Range(0, 3).Select(i => Statistics.Quantile(runs.Select(run => run[i]), 0.5))];
            table.Add(work, Text(medians[0]), Text(medians[1]), Text(medians[2]), Text(medians[0] - medians[2]));
        }

        table.Print(output);
    }

    /// <summary>The fresh process: milliseconds of the first call, the second, and the median of later ones.</summary>
    public static void Run(string[] work, TextWriter output)
    {
        Kernel kernel = KernelCatalogue.Create(string.Join(' ', work)) ?? throw new ArgumentException($"Expected a known kernel, but got {string.Join(' ', work)}.", nameof(work));
        ComputeThreads.MaxDegreeOfParallelism = 1;
        Sampler.Once(static () => { });
        double[] seconds = [.. Enumerable.Range(0, SteadyCalls).Select(_ => Sampler.Once(kernel.Run).Seconds)];
        output.WriteLine(string.Join(' ', new[] { seconds[0], seconds[1], Statistics.Quantile(seconds.Skip(2), 0.5) }.Select(value => (value * 1e3).ToString("R", CultureInfo.InvariantCulture))));
    }

    private static double[] Ask(string work)
    {
        using ChildProcess child = ChildProcess.Self(["first", .. work.Split(' ')], s_defaults);
        return [.. child.ReadLine().Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
    }

    private static string Text(double milliseconds) => milliseconds.ToString("0.00", CultureInfo.InvariantCulture);
}
