namespace RuVector.Training.Numerics.Tests;

/// <summary>The threads that computing shares: every chunk once, errors as themselves, no waiting for nothing.</summary>
[TestFixture]
[NonParallelizable]
public sealed class ComputeThreadsTests
{
    private const double Long = 1e9;
    private const double Short = 1e6;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_watched = TimeSpan.FromMilliseconds(300);

    [Test]
    public void Run_AnyNumberOfChunksAndThreads_DoesEachChunkOnce()
    {
        foreach (int threads in (int[])[1, 2, 3, 8])
        {
            using ThreadCount count = new(threads);
            foreach (int chunks in (int[])[0, 1, 2, 3, 7, 8, 9, 100, 1000])
            {
                int[] done = new int[chunks];
                CountingWork work = new(done);
                ComputeThreads.Run(work, chunks, Long);
                done.ShouldAllBe(static times => times == 1, $"{chunks} chunks, {threads} threads");
            }
        }
    }

    [Test]
    public void Run_LongChunks_AreDoneBySeveralThreads()
    {
        using ThreadCount count = new(3);
        int[] ids = new int[200];
        MeetingWork work = new(ids, new Barrier(3));
        WithinPatience(() => ComputeThreads.Run(work, 3, Long));
        ids[..3].Distinct().Count().ShouldBe(3);
    }

    [Test]
    public void Run_LittleWork_IsDoneByTheCallerAlone()
    {
        using ThreadCount count = new(8);
        int[] ids = new int[50];
        IdWork work = new(ids);
        ComputeThreads.Run(work, 50, nanoseconds: 1000);
        ids.ShouldAllBe(static id => id == Environment.CurrentManagedThreadId);
    }

    [Test]
    public void Run_ManyShortJobsWithPauses_LosesNone()
    {
        using ThreadCount count = new(3);
        WithinPatience(static () =>
        {
            int[] done = new int[4];
            CountingWork work = new(done);
            for (int job = 1; job <= 20_000; job++)
            {
                ComputeThreads.Run(work, 4, Long);
                if (done[0] != job || done[1] != job || done[2] != job || done[3] != job)
                {
                    throw new InvalidOperationException($"Job {job}: chunks were done {string.Join(", ", done)} times.");
                }

                if (job % 1000 == 0)
                {
                    Thread.Sleep(1);
                }
            }
        });
    }

    [Test]
    public void Run_SeveralCallersAtOnce_EachGetsItsOwnChunksDone()
    {
        using ThreadCount count = new(3);
        int failures = 0;
        WithinPatience(() => Parallel.For(0, 8, _ =>
        {
            for (int job = 0; job < 500; job++)
            {
                int[] done = new int[5];
                CountingWork work = new(done);
                ComputeThreads.Run(work, 5, Long);
                Interlocked.Add(ref failures, done.Count(static times => times != 1));
            }
        }));
        failures.ShouldBe(0);
    }

    [Test]
    public void Run_InsideAChunk_IsDone()
    {
        using ThreadCount count = new(3);
        int[] done = new int[100];
        NestedWork work = new(done);
        WithinPatience(() => ComputeThreads.Run(work, 10, Long));
        done.ShouldAllBe(static times => times == 1);
    }

    [Test]
    public void Run_ChunksThrow_SurfacesThatOfTheLowestChunkAsItself([Values(1, 2, 8)] int threads)
    {
        using ThreadCount count = new(threads);
        for (int turn = 0; turn < 200; turn++)
        {
            ThrowingWork work = new(firstThrowing: turn % 3);
            Exception error = Should.Throw<InvalidTimeZoneException>(() => ComputeThreads.Run(work, 3, Long));
            error.Message.ShouldBe($"chunk {turn % 3}");
            error.StackTrace!.ShouldContain(nameof(ThrowingWork));
        }

        int[] done = new int[50];
        CountingWork after = new(done);
        ComputeThreads.Run(after, 50, Long);
        done.ShouldAllBe(static times => times == 1);
    }

    [Test]
    public void Run_WorkOnSpans_SurvivesArraysThatMove()
    {
        using ThreadCount count = new(3);
        for (int turn = 0; turn < 20; turn++)
        {
            int[] garbage = new int[1000];
            int[] target = new int[64];
            GC.KeepAlive(garbage);
            SpanWork work = new(target);
            ComputeThreads.Run(work, 64, Long);
            target.ShouldBe(Enumerable.Range(1, 64));
        }
    }

    [Test]
    public void Run_AfterTheFirstCalls_AllocatesNothing()
    {
        using ThreadCount count = new(3);
        int[] done = new int[10];
        CountingWork work = new(done);
        for (int i = 0; i < 100; i++)
        {
            ComputeThreads.Run(work, 10, Long);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            ComputeThreads.Run(work, 10, Long);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Test]
    public void Run_Done_LeavesNoThreadSpinning()
    {
        using ThreadCount count = new(8);
        int[] done = new int[100];
        CountingWork work = new(done);
        ComputeThreads.Run(work, 100, Long);
        WithinPatience(static () =>
        {
            while (ProcessorTimeOf(s_watched) > s_watched / 10)
            {
                // the compiler works in the background for a while, a thread that spins always
            }
        });
    }

    [Test]
    public void Run_AfterAHelperWasMissedAgainAndAgain_DoesShortWorkAloneForAWhile()
    {
        using ThreadCount count = new(2);
        WithinPatience(static () =>
        {
            int[] ids = new int[2];
            PausingWork pauses = new(ids);
            ForgetLosses();
            Miss();
            Miss();
            ComputeThreads.Run(pauses, 2, Short);
            ids.ShouldAllBe(static id => id == Environment.CurrentManagedThreadId);
            using Barrier barrier = new(2);
            ComputeThreads.Run(new MeetingWork(ids, barrier), 2, Long);
            do
            {
                ComputeThreads.Run(pauses, 2, Short);
            }
            while (ids[0] == ids[1]);
        });
    }

    [Test]
    public void Run_AfterAHelperWasMissedOnce_SharesShortWork()
    {
        using ThreadCount count = new(2);
        WithinPatience(static () =>
        {
            int[] ids = new int[2];
            ForgetLosses();
            Miss();
            using Barrier barrier = new(2);
            ComputeThreads.Run(new MeetingWork(ids, barrier), 2, Short); // alone it would never end
        });
    }

    [Test]
    public void MaxDegreeOfParallelism_LessThanOne_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(static () => ComputeThreads.MaxDegreeOfParallelism = 0).Message.ShouldStartWith("Expected at least 1 thread, but got 0.");

    [Test]
    public void LimitThisThread_UntilDisposed_HoldsForThisThreadAlone()
    {
        using ThreadCount count = new(8);
        using (ComputeThreads.LimitThisThread(3))
        {
            using (ComputeThreads.LimitThisThread(1))
            {
                ComputeThreads.Degree.ShouldBe(1);
                Task.Factory.StartNew(static () => ComputeThreads.Degree, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Result.ShouldBe(8);
            }

            ComputeThreads.Degree.ShouldBe(3);
        }

        ComputeThreads.Degree.ShouldBe(8);
        Should.Throw<ArgumentOutOfRangeException>(static () => ComputeThreads.LimitThisThread(0).Dispose());
        ComputeThreads.Degree.ShouldBe(8);
    }

    private static TimeSpan ProcessorTimeOf(TimeSpan pause)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        Thread.Sleep(pause);
        return Environment.CpuUsage.TotalTime - before;
    }

    /// <summary>Waits much longer for a helper than its work is said to take.</summary>
    private static void Miss()
    {
        using ManualResetEventSlim joined = new();
        ComputeThreads.Run(new MissedHelperWork(Environment.CurrentManagedThreadId, joined), 2, Short);
    }

    /// <summary>Does so many jobs that what other tests missed no longer counts.</summary>
    private static void ForgetLosses()
    {
        int[] ids = new int[2];
        for (int job = 0; job < 1000; job++)
        {
            ComputeThreads.Run(new IdWork(ids), 2, Long);
        }
    }

    private static void WithinPatience(Action action)
    {
        Task task = Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        task.Wait(s_patience).ShouldBeTrue("it does not end");
    }

    private readonly struct CountingWork(int[] done) : IChunkedWork
    {
        public void Run(int chunk) => Interlocked.Increment(ref done[chunk]);
    }

    private readonly struct IdWork(int[] ids) : IChunkedWork
    {
        public void Run(int chunk) => ids[chunk] = Environment.CurrentManagedThreadId;
    }

    /// <summary>Each chunk waits until all are being done: one thread alone would never end.</summary>
    private readonly struct MeetingWork(int[] ids, Barrier barrier) : IChunkedWork
    {
        public void Run(int chunk)
        {
            ids[chunk] = Environment.CurrentManagedThreadId;
            barrier.SignalAndWait();
        }
    }

    /// <summary>Of two chunks the caller does one and the helper the other, which takes longer than all of the work should.</summary>
    private readonly struct MissedHelperWork(int caller, ManualResetEventSlim joined) : IChunkedWork
    {
        public void Run(int chunk)
        {
            if (Environment.CurrentManagedThreadId == caller)
            {
                joined.Wait();
            }
            else
            {
                joined.Set();
                Thread.Sleep(50);
            }
        }
    }

    /// <summary>Takes long enough for a helper to come.</summary>
    private readonly struct PausingWork(int[] ids) : IChunkedWork
    {
        public void Run(int chunk)
        {
            ids[chunk] = Environment.CurrentManagedThreadId;
            Thread.Sleep(2);
        }
    }

    private readonly struct NestedWork(int[] done) : IChunkedWork
    {
        public void Run(int chunk)
        {
            int[] tenth = new int[10];
            CountingWork inner = new(tenth);
            ComputeThreads.Run(inner, 10, Long);
            tenth.CopyTo(done, 10 * chunk);
        }
    }

    private readonly struct ThrowingWork(int firstThrowing) : IChunkedWork
    {
        public void Run(int chunk)
        {
            if (chunk >= firstThrowing)
            {
                throw new InvalidTimeZoneException($"chunk {chunk}");
            }
        }
    }

    private readonly ref struct SpanWork(Span<int> target) : IChunkedWork
    {
        private readonly Span<int> _target = target;

        public void Run(int chunk)
        {
            if (chunk % 8 == 0)
            {
                GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
            }

            _target[chunk] += chunk + 1;
        }
    }
}
