using System.Diagnostics;

namespace RuVector.Training.Benchmarks;

/// <summary>Takes times of calls, each with whether the calling thread was left alone.</summary>
internal static class Sampler
{
    private const double LeastShare = 0.98;
    private const double WarmUpSeconds = 0.35;

    /// <summary>Calls until the runtime has replaced its first, slow code: that takes a tenth of a second without new methods, and some calls more.</summary>
    public static void WarmUp(Action call)
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            call();
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds);
    }

    /// <summary>Calls until the time is filled, once at least; the time of one call.</summary>
    public static Sample Take(Action call, double leastSeconds)
    {
        double cpu = ThreadClock.Seconds;
        long start = Stopwatch.GetTimestamp();
        int calls = 0;
        double seconds;
        do
        {
            call();
            calls++;
            seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        while (seconds < leastSeconds);

        double share = (ThreadClock.Seconds - cpu) / seconds;
        return new Sample(seconds / calls, !ThreadClock.Exists || share >= LeastShare);
    }

    /// <summary>The time of a single call.</summary>
    public static Sample Once(Action call) => Take(call, 0);
}
