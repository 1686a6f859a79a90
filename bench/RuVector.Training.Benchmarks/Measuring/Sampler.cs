using System.Diagnostics;

namespace RuVector.Training.Benchmarks;

/// <summary>Takes times of calls, each with whether the calling thread was left alone.</summary>
internal static class Sampler
{
    private const double LeastShare = 0.98;
    private const double WarmUpSeconds = 1;
    private const double MostWarmUpSeconds = 4;

    /// <summary>Calls, twice at least, until the runtime has replaced its first, slow code: a second of this thread's own time will do on a quiet machine; a third does not.</summary>
    public static void WarmUp(Action call)
    {
        double cpu = ThreadClock.Seconds;
        long start = Stopwatch.GetTimestamp();
        call();
        double wall, own;
        do
        {
            call();
            wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
            own = ThreadClock.Exists ? ThreadClock.Seconds - cpu : wall;
        }
        while (own < WarmUpSeconds && wall < MostWarmUpSeconds);
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
