using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace RuVector.Training.Numerics;

/// <summary>Threads that help a caller with its chunks and sleep when there is nothing to do.</summary>
/// <remarks>
/// <para>Chunks are claimed from a counter, by the caller as well. The caller never waits for a thread that has not joined: when no chunk is left it closes the job, and then waits
/// for those alone that are inside a chunk. So a thread that the system does not run costs nothing; one that it stops inside a chunk costs what <see cref="SharingRest"/> says.</para>
/// <para>A thread without work looks for some for 50 microseconds and then sleeps. One job at a time: a second caller, or a chunk that calls again, does its work alone.</para>
/// </remarks>
internal static unsafe class WorkerPool
{
    /// <summary>Shorter work is done alone, while the helpers are still awake.</summary>
    private const double LeastSharedWhileAwake = 50_000;

    /// <summary>Shorter work is done alone when the helpers must be woken first.</summary>
    private const double LeastSharedWhileAsleep = 300_000;

    /// <summary>A ticket is the number of the job in the upper half, this bit while helpers may join, and the number of helpers inside.</summary>
    private const long Open = 1L << 31;
    private const long HelperMask = Open - 1;
    private const int SpinsBeforeYield = 200;

    private static readonly long s_lookingTime = Stopwatch.Frequency / 20_000;

    private static readonly SemaphoreSlim s_wake = new(0);
    private static readonly Lock s_starting = new();
    private static delegate*<void*, int, void> s_run;
    private static void* s_work;
    private static int s_chunks;
    private static int s_mostHelpers;
    private static int s_next;
    private static long s_ticket;
    private static int s_busy;
    private static int s_sleeping;
    private static int s_helpers;
    private static long s_lastEnd;
    private static Exception? s_error;
    private static int s_errorChunk;

    /// <inheritdoc cref="ComputeThreads.Run"/>
    public static void Run<TWork>(scoped in TWork work, int chunks, int threads, double nanoseconds)
        where TWork : struct, IChunkedWork, allows ref struct
    {
        threads = Math.Min(threads, chunks);
        if (threads < 2 || !IsWorthSharing(nanoseconds) || Interlocked.Exchange(ref s_busy, 1) != 0)
        {
            for (int chunk = 0; chunk < chunks; chunk++)
            {
                work.Run(chunk);
            }

            return;
        }

        Exception? error;
        try
        {
            StartHelpers(threads - 1);
            TWork onStack = work; // other threads reach it through its address, which a field of an object would not keep
            error = Share(&RunChunk<TWork>, Unsafe.AsPointer(ref onStack), chunks, threads - 1, nanoseconds);
        }
        finally
        {
            Volatile.Write(ref s_busy, 0);
        }

        if (error is not null)
        {
            ExceptionDispatchInfo.Throw(error);
        }
    }

    /// <summary>Does the work with helpers. Whatever happens, no helper is inside when it returns: the work may be gone afterwards.</summary>
    /// <returns>What the lowest of the chunks that failed threw.</returns>
    private static Exception? Share(delegate*<void*, int, void> run, void* work, int chunks, int helpers, double nanoseconds)
    {
        s_run = run;
        s_work = work;
        s_error = null;
        (s_chunks, s_next, s_mostHelpers) = (chunks, 0, helpers);
        Interlocked.Exchange(ref s_ticket, (((s_ticket >> 32) + 1) << 32) | Open);
        try
        {
            Wake(helpers);
            DoChunks();
        }
        finally
        {
            Interlocked.And(ref s_ticket, ~Open);
            long closed = Stopwatch.GetTimestamp();
            WaitForHelpers();
            s_work = null;
            s_lastEnd = Stopwatch.GetTimestamp();
            SharingRest.AfterWait(nanoseconds, closed, s_lastEnd);
        }

        Exception? error = s_error;
        s_error = null;
        return error;
    }

    private static void RunChunk<TWork>(void* work, int chunk)
        where TWork : struct, IChunkedWork, allows ref struct =>
        Unsafe.AsRef<TWork>(work).Run(chunk);

    private static bool IsWorthSharing(double nanoseconds)
    {
        if (SharingRest.Forbids(nanoseconds))
        {
            return false;
        }

        if (nanoseconds >= LeastSharedWhileAsleep)
        {
            return true;
        }

        return nanoseconds >= LeastSharedWhileAwake && Stopwatch.GetTimestamp() - Volatile.Read(ref s_lastEnd) < 2 * s_lookingTime;
    }

    private static void DoChunks()
    {
        for (int chunk = Interlocked.Increment(ref s_next) - 1; chunk < s_chunks; chunk = Interlocked.Increment(ref s_next) - 1)
        {
            try
            {
                s_run(s_work, chunk);
            }
            catch (Exception error)
            {
                Note(error, chunk);
            }
        }
    }

    /// <summary>Keeps the error of the lowest chunk and lets no further chunk begin.</summary>
    private static void Note(Exception error, int chunk)
    {
        lock (s_starting)
        {
            if (s_error is null || chunk < s_errorChunk)
            {
                (s_error, s_errorChunk) = (error, chunk);
            }
        }

        Volatile.Write(ref s_next, s_chunks);
    }

    private static void WaitForHelpers()
    {
        for (int spins = 0; (Volatile.Read(ref s_ticket) & HelperMask) != 0; spins++)
        {
            if (spins < SpinsBeforeYield)
            {
                Thread.SpinWait(1);
            }
            else
            {
                Thread.Yield();
            }
        }
    }

    private static void StartHelpers(int count)
    {
        if (Volatile.Read(ref s_helpers) >= count)
        {
            return;
        }

        lock (s_starting)
        {
            for (; s_helpers < count; s_helpers++)
            {
                Thread helper = new(Help) { IsBackground = true, Name = $"RuVector.Training {s_helpers + 1}" };
                helper.UnsafeStart();
            }
        }
    }

    private static void Wake(int most)
    {
        int woken = 0;
        while (woken < most && TryTakeSleeper())
        {
            woken++;
        }

        if (woken > 0)
        {
            s_wake.Release(woken);
        }
    }

    /// <summary>Takes one thread off the number of those asleep: whoever does must wake it.</summary>
    private static bool TryTakeSleeper()
    {
        int sleeping = Volatile.Read(ref s_sleeping);
        while (sleeping > 0)
        {
            int before = Interlocked.CompareExchange(ref s_sleeping, sleeping - 1, sleeping);
            if (before == sleeping)
            {
                return true;
            }

            sleeping = before;
        }

        return false;
    }

    private static void Help()
    {
        long done = 0;
        while (true)
        {
            long lookedSince = Stopwatch.GetTimestamp();
            while (!TryJoin(ref done))
            {
                if (Stopwatch.GetTimestamp() - lookedSince > s_lookingTime)
                {
                    Sleep(done);
                    lookedSince = Stopwatch.GetTimestamp();
                }

                Thread.SpinWait(8);
            }

            DoChunks();
            Interlocked.Decrement(ref s_ticket);
        }
    }

    private static void Sleep(long done)
    {
        Interlocked.Increment(ref s_sleeping);
        if (CanJoin(Volatile.Read(ref s_ticket), done) && TryTakeSleeper())
        {
            return;
        }

        s_wake.Wait();
    }

    /// <summary>Joins the open job, unless it is the one last helped with or has helpers enough.</summary>
    private static bool TryJoin(ref long done)
    {
        long ticket = Volatile.Read(ref s_ticket);
        while (CanJoin(ticket, done))
        {
            long before = Interlocked.CompareExchange(ref s_ticket, ticket + 1, ticket);
            if (before == ticket)
            {
                done = ticket >> 32;
                return true;
            }

            ticket = before;
        }

        return false;
    }

    private static bool CanJoin(long ticket, long done) =>
        (ticket & Open) != 0 && ticket >> 32 != done && (ticket & HelperMask) < Volatile.Read(ref s_mostHelpers);
}
