namespace RuVector.Training.Numerics;

/// <summary>How many threads compute at once, in the whole process.</summary>
/// <remarks>
/// <para>Cores belong to the process, so this does too: products, losses, miners and optimizers share one set of threads, and a call that finds them taken does its work alone.
/// Results have the same bits for every number of threads. Thread safe; a change reaches the next call.</para>
/// </remarks>
public static class ComputeThreads
{
    private static int s_maxDegree = Environment.ProcessorCount;

    /// <summary>Gets or sets the largest number of threads of one call, the calling one included.</summary>
    /// <value>At least 1. The default value is the number of processors.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public static int MaxDegreeOfParallelism
    {
        get => Volatile.Read(ref s_maxDegree);
        set
        {
            if (value < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, $"Expected at least 1 thread, but got {value}.");
            }

            Volatile.Write(ref s_maxDegree, value);
        }
    }

    /// <summary>Does all chunks of some work; returns when they are done.</summary>
    /// <param name="work">The work; copied, so it must not change itself.</param>
    /// <param name="chunks">Number of chunks, 0 or more; best between 20 and 60 microseconds each.</param>
    /// <param name="nanoseconds">About how long one thread needs for all of them: little work is not shared.</param>
    /// <typeparam name="TWork">Type of the work.</typeparam>
    /// <exception cref="Exception">What a chunk threw; of several, that of the lowest chunk. Chunks that had not begun are not done.</exception>
    internal static void Run<TWork>(scoped in TWork work, int chunks, double nanoseconds)
        where TWork : struct, IChunkedWork, allows ref struct =>
        WorkerPool.Run(work, chunks, MaxDegreeOfParallelism, nanoseconds);
}
