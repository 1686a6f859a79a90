namespace RuVector.Training.Numerics;

/// <summary>How many threads compute at once.</summary>
/// <remarks>
/// <para>Cores belong to the process, so the threads do too: products, losses, miners and optimizers share one set of them, and a call that finds them taken does its work alone.
/// Results have the same bits for every number of threads. Thread safe; a change reaches the next call.</para>
/// </remarks>
public static class ComputeThreads
{
    private static int s_mostOfProcess = Environment.ProcessorCount;

    [ThreadStatic]
    private static int s_mostOfThread;

    /// <summary>Gets or sets the largest number of threads of one call, the calling one included.</summary>
    /// <value>At least 1. The default value is the number of processors.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public static int MaxDegreeOfParallelism
    {
        get => Volatile.Read(ref s_mostOfProcess);
        set => Volatile.Write(ref s_mostOfProcess, Check(value));
    }

    /// <summary>Gets the largest number of threads of a call from this thread.</summary>
    internal static int Degree => Math.Min(MaxDegreeOfParallelism, s_mostOfThread == 0 ? int.MaxValue : s_mostOfThread);

    /// <summary>Limits the calls that this thread makes until the result is disposed, on this thread; the limit of the process still holds.</summary>
    /// <param name="maxDegreeOfParallelism">The largest number of threads, at least 1.</param>
    /// <returns>Puts the limit before it back.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public static Limit LimitThisThread(int maxDegreeOfParallelism)
    {
        Limit limit = new(s_mostOfThread);
        s_mostOfThread = Check(maxDegreeOfParallelism);
        return limit;
    }

    /// <summary>Does all chunks of some work; returns when they are done.</summary>
    /// <param name="work">The work; copied, so it must not change itself.</param>
    /// <param name="chunks">Number of chunks, 0 or more; best between 20 and 60 microseconds each.</param>
    /// <param name="nanoseconds">About how long one thread needs for all of them: little work is not shared.</param>
    /// <typeparam name="TWork">Type of the work.</typeparam>
    /// <exception cref="Exception">What a chunk threw; of several, that of the lowest chunk. Chunks that had not begun are not done.</exception>
    internal static void Run<TWork>(scoped in TWork work, int chunks, double nanoseconds)
        where TWork : struct, IChunkedWork, allows ref struct =>
        WorkerPool.Run(work, chunks, Degree, nanoseconds);

    private static int Check(int threads) =>
        threads >= 1 ? threads : throw new ArgumentOutOfRangeException(nameof(threads), threads, $"Expected at least 1 thread, but got {threads}.");

    /// <summary>A limit of one thread's calls, until disposed.</summary>
    public readonly ref struct Limit : IDisposable
    {
        private readonly int _before;

        internal Limit(int before) => _before = before;

        /// <inheritdoc/>
        public void Dispose() => s_mostOfThread = _before;
    }
}
