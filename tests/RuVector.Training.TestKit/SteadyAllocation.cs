namespace RuVector.Training.TestKit;

/// <summary>What a call allocates when it is not the first one.</summary>
public static class SteadyAllocation
{
    private const int WarmCalls = 20, MeasuredCalls = 8;

    /// <summary>Measures the least number of bytes that this thread allocates in one of several calls.</summary>
    /// <remarks>The least, because a garbage collection between two calls may empty the pool of arrays, which is no fault of the call.</remarks>
    /// <param name="call">The call.</param>
    /// <returns>Bytes.</returns>
    public static long Of(Action call)
    {
        for (int i = 0; i < WarmCalls; i++)
        {
            call();
        }

        long least = long.MaxValue;
        for (int i = 0; i < MeasuredCalls; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
