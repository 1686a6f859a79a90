using System.Diagnostics;

namespace RuVector.Training.Numerics;

/// <summary>Lets short work be done alone for a while after waiting for a helper cost more than sharing it could gain.</summary>
/// <remarks>A helper that another process drives off its core inside a chunk is missed for milliseconds. A caller can only wait for it, but it need not ask for it again at once: each loss is
/// followed by a hundred times as long in which work too short to gain as much is not shared, so that little more than a hundredth of the time is lost in this way.</remarks>
internal static class SharingRest
{
    private const int TimesTheLoss = 100;

    /// <summary>A wait no longer than this is that for a chunk which began late.</summary>
    private const double ShortestLoss = 500_000;

    private static long s_end;
    private static double s_loss;

    /// <summary>Tells whether work should be done alone now.</summary>
    /// <param name="nanoseconds">About how long one thread needs for it; two gain at most half of that.</param>
    public static bool Forbids(double nanoseconds) => nanoseconds < 2 * Volatile.Read(ref s_loss) && Stopwatch.GetTimestamp() < Volatile.Read(ref s_end);

    /// <summary>Takes note of how long a caller waited for helpers after its own last chunk.</summary>
    /// <param name="nanoseconds">About how long one thread would have needed for all of the work.</param>
    /// <param name="from">When it began to wait.</param>
    /// <param name="to">When no helper was inside any more.</param>
    public static void AfterWait(double nanoseconds, long from, long to)
    {
        double waited = Stopwatch.GetElapsedTime(from, to).TotalNanoseconds;
        if (waited > ShortestLoss && waited > nanoseconds)
        {
            Volatile.Write(ref s_loss, waited);
            Volatile.Write(ref s_end, to + (TimesTheLoss * (to - from)));
        }
    }
}
