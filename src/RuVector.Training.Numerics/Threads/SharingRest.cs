using System.Diagnostics;

namespace RuVector.Training.Numerics;

/// <summary>Lets short work be done alone for a while where waiting for helpers costs more than sharing can gain.</summary>
/// <remarks>
/// <para>A helper that another process drives off its core inside a chunk is missed for milliseconds. A caller can only wait for it, but it need not ask for it again at once.</para>
/// <para>A loss takes 1 from a credit, work gives it back by its length, and with less than 1 short work is done alone. So losses that come now and then change nothing, and those that come one after the
/// other take little of the time.</para>
/// </remarks>
internal static class SharingRest
{
    /// <summary>Losses that may come one after the other.</summary>
    private const double MostCredit = 2;

    /// <summary>In the long run one part in so many of the time may be lost.</summary>
    private const double TimesTheLoss = 64;

    /// <summary>A wait no longer than this is that for a chunk which began late.</summary>
    private const double ShortestLoss = 500_000;

    // Threads that count at the same time may lose a count, which changes little.
    private static double s_credit = MostCredit;
    private static double s_loss;

    /// <summary>Counts a job, and tells whether it should be done alone.</summary>
    /// <param name="nanoseconds">About how long one thread needs for it; two gain at most half of that.</param>
    public static bool Forbids(double nanoseconds)
    {
        double loss = Volatile.Read(ref s_loss), credit = Volatile.Read(ref s_credit);
        if (credit < MostCredit)
        {
            Volatile.Write(ref s_credit, Math.Min(MostCredit, credit + (nanoseconds / (TimesTheLoss * loss))));
        }

        return credit < 1 && nanoseconds < 2 * loss;
    }

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
            Volatile.Write(ref s_credit, Math.Max(0, Volatile.Read(ref s_credit) - 1));
        }
    }
}
