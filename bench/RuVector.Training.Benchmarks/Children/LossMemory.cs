using System.Globalization;

namespace RuVector.Training.Benchmarks;

/// <summary>What InfoNCE needs beside its inputs and outputs: how far one call lifts the peak of resident memory in a process that has them already.</summary>
internal static class LossMemory
{
    /// <summary>The fresh process: prints bytes.</summary>
    /// <param name="sizes">Rows and dimension.</param>
    /// <param name="output">Where the bytes go.</param>
    public static void Run(string[] sizes, TextWriter output)
    {
        int rows = int.Parse(sizes[0], CultureInfo.InvariantCulture), dimension = int.Parse(sizes[1], CultureInfo.InvariantCulture);
        new InfoNceKernel(64, dimension).Run();
        InfoNceKernel kernel = new(rows, dimension);
        GC.Collect();
        File.WriteAllText("/proc/self/clear_refs", "5");
        long before = Kilobytes("VmRSS:");
        kernel.Run();
        output.WriteLine(((Kilobytes("VmHWM:") - before) << 10).ToString(CultureInfo.InvariantCulture));
    }

    private static long Kilobytes(string field) =>
        long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith(field, StringComparison.Ordinal))[field.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
}
