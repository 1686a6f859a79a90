using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using RuVector.Training.Checkpoints;

namespace RuVector.Training.Benchmarks;

/// <summary>What saving and loading a checkpoint costs beside a plain synced write of the same bytes, in turn.</summary>
internal static partial class CheckpointTable
{
    private const int Rounds = 15;
    private const int ValuesPerTensor = 1 << 20;
    private const double Goal = 3;

    private static readonly int[] _tensors = [1, 25];

    /// <summary>Prints the table.</summary>
    public static void Print(TextWriter output)
    {
        output.WriteLine(Machine.Description);
        output.WriteLine();
        MarkdownTable table = new("checkpoint", "plain synced write, ms", "save, ms", "ratio", "without reading back, ms", "ratio", "goal", "load, ms");
        foreach (int tensors in _tensors)
        {
            Add(tensors, table);
        }

        table.Print(output);
    }

    private static void Add(int tensors, MarkdownTable table)
    {
        string folder = Directory.CreateTempSubdirectory("ruvector-bench-").FullName;
        try
        {
            Checkpoint checkpoint = Random(tensors);
            byte[] bytes = [.. checkpoint.Tensors.SelectMany(static tensor => tensor.Content.ToArray())];
            using CheckpointStore checking = new(Path.Combine(folder, "checking"), new CheckpointStoreOptions { KeepLast = 1 });
            using CheckpointStore trusting = new(Path.Combine(folder, "trusting"), new CheckpointStoreOptions { KeepLast = 1, Verify = false });
            (List<double> plain, List<double> save, List<double> fast, List<double> load) = ([], [], [], []);
            for (int round = 0; round <= Rounds; round++)
            {
                Checkpoint next = new(round, checkpoint.Tensors);
                plain.Add(Seconds(() => WritePlain(Path.Combine(folder, "plain.bin"), bytes)));
                save.Add(Seconds(() => checking.Save(next)));
                fast.Add(Seconds(() => trusting.Save(next)));
                load.Add(Seconds(() => checking.TryLoadLatest()));
            }

            (double p, double s, double f, double l) = (Median(plain), Median(save), Median(fast), Median(load));
            table.Add($"{tensors} x 4 MiB", Text(p * 1e3), Text(s * 1e3), Text(s / p), Text(f * 1e3), Text(f / p), Text(Goal), Text(l * 1e3));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Checkpoint Random(int tensors) =>
        new(0, [.. Enumerable.Range(0, tensors).Select(static i =>
            CheckpointTensor.FromSingles(new ParameterShape($"layer{i}", 1024, ValuesPerTensor / 1024), Data.Normal(ValuesPerTensor, (ulong)i)))]);

    // As the store: a new file each time. Without rename and flush of the folder.
    private static void WritePlain(string path, byte[] bytes)
    {
        File.Delete(path);
        using FileStream stream = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1);
        stream.Write(bytes);
        if (FSync(stream.SafeFileHandle) != 0)
        {
            throw new IOException($"fsync failed: error {Marshal.GetLastPInvokeError()}");
        }
    }

    private static double Seconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(List<double> seconds) => Statistics.Quantile(seconds.Skip(1), 0.5);

    private static string Text(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(SafeHandle file);
}
