using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RuVector.Training.Benchmarks;

/// <summary>What is measured on.</summary>
internal static class Machine
{
    /// <summary>Gets the numbers of threads to measure with: one, and all.</summary>
    public static int[] ThreadCounts => Environment.ProcessorCount > 1 ? [1, Environment.ProcessorCount] : [1];

    /// <summary>Gets bytes of the second-level cache of a core; 512 KiB where the system does not tell.</summary>
    public static long SecondLevelCache => CacheSize(2) ?? 1L << 19;

    /// <summary>Gets bytes of the third-level cache; 32 MiB where the system does not tell.</summary>
    public static long ThirdLevelCache => CacheSize(3) ?? 1L << 25;

    /// <summary>Gets one line about processor, system and day, and about how much others ask of the machine: asked for before the measuring begins.</summary>
    public static string Description
    {
        get
        {
            int bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
            string day = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return $"{Processor}, {Environment.ProcessorCount} cores, L2 {SecondLevelCache >> 10} KiB a core, L3 {ThirdLevelCache >> 20} MiB, vectors of {bits} bits; {RuntimeInformation.FrameworkDescription}; {day}; load before the run {Load}";
        }
    }

    /// <summary>The mean number of threads of the last minute that ran or waited for a core.</summary>
    private static string Load => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string Processor
    {
        get
        {
            Dictionary<string, string> facts = [];
            foreach (string line in File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").TakeWhile(line => line.Length > 0) : [])
            {
                int colon = line.IndexOf(':', StringComparison.Ordinal);
                facts[line[..colon].Trim()] = line[(colon + 1)..].Trim();
            }

            return facts.TryGetValue("model name", out string? name)
                ? $"{name} (family {facts.GetValueOrDefault("cpu family")}, model {facts.GetValueOrDefault("model")})"
                : RuntimeInformation.ProcessArchitecture.ToString();
        }
    }

    private static long? CacheSize(int level)
    {
        string file = $"/sys/devices/system/cpu/cpu0/cache/index{level}/size";
        return File.Exists(file) && long.TryParse(File.ReadAllText(file).Trim().TrimEnd('K'), out long kilobytes) ? kilobytes << 10 : null;
    }
}
