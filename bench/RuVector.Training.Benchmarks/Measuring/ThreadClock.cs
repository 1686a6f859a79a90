using System.Runtime.InteropServices;

namespace RuVector.Training.Benchmarks;

/// <summary>The processor time of the calling thread, where the system tells it.</summary>
internal static partial class ThreadClock
{
    private const int ThreadCpuTime = 3;

    /// <summary>Whether there is such a clock here: on Linux.</summary>
    public static bool Exists => OperatingSystem.IsLinux();

    /// <summary>Seconds since the thread began; 0 where there is no such clock.</summary>
    public static double Seconds => Exists && GetTime(ThreadCpuTime, out TimeSpec time) == 0 ? time.Seconds + (time.Nanoseconds * 1e-9) : 0;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
