using RuVector.Training.Checkpoints;

namespace RuVector.Training.Hosting.Tests;

/// <summary>Every change of a state, and what is refused in which.</summary>
[TestFixture]
public sealed class JobStateTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Job_Succeeds_HasItsResultAndTimes()
    {
        FakeTime time = new();
        await using TestHost host = await TestHost.StartAsync(_folder.Path, time);
        List<TrainingJobState> seen = [];
        GatedWork work = new() { Then = job => seen.Add(host.Jobs.Find(job.Id)!.State) };
        GatedWork before = new();
        host.Submit(before, "before");
        seen.Add(host.Submit(work, "a").State);
        time.AdvanceUnnoticed(TimeSpan.FromSeconds(1));
        before.Open();
        await work.Started;
        time.AdvanceUnnoticed(TimeSpan.FromSeconds(2));
        work.Open();
        TrainingJob job = await host.Jobs.WaitAsync("a");

        seen.ShouldBe([TrainingJobState.Queued, TrainingJobState.Running]);
        (job.State, job.Attempts, job.HasEnded, job.CanResume, job.Error).ShouldBe((TrainingJobState.Succeeded, 1, true, false, null));
        job.Result.ShouldNotBeNull();
        (job.StartedAt - job.SubmittedAt, job.EndedAt - job.StartedAt).ShouldBe((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)));
        host.Log.Events.Where(static e => e.Id >= 100).Select(static e => e.Id).Order().ShouldBe([100, 100, 101, 101, 102, 102, 114]);
    }

    [Test]
    public async Task Job_Fails_IsFailedWithItsReasonAndTheNextOneRuns()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path);
        GatedWork bad = new() { Then = static _ => throw new NotSupportedException("Expected luck.") }, good = new();
        host.Submit(bad, "bad");
        host.Submit(good, "good");
        bad.Open();
        good.Open();

        TrainingJob failed = await host.Jobs.WaitAsync("bad");

        (failed.State, failed.Error).ShouldBe((TrainingJobState.Failed, new TrainingJobError("System.NotSupportedException", "Expected luck.")));
        (await host.Jobs.WaitAsync("good")).State.ShouldBe(TrainingJobState.Succeeded);
        host.Log.Of(103).ShouldBe(["Job bad failed after 0 steps"]);
    }

    [Test]
    public async Task Job_ThrowsACancellationOfItsOwn_HasFailed()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path);
        GatedWork work = new() { Then = static _ => throw new OperationCanceledException() };
        host.Submit(work, "a");
        work.Open();

        (await host.Jobs.WaitAsync("a")).State.ShouldBe(TrainingJobState.Failed);
    }

    [Test]
    public async Task Cancel_WaitingJob_EndsItAtOnceAndItNeverRuns()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path);
        GatedWork first = new(), second = new(), third = new();
        host.Submit(first, "first");
        host.Submit(second, "second");
        host.Submit(third, "third");

        host.Jobs.Cancel("second").ShouldBeTrue();

        (await host.Jobs.WaitAsync("second")).State.ShouldBe(TrainingJobState.Cancelled);
        first.Open();
        await third.Started;
        second.Started.IsCompleted.ShouldBeFalse();
        host.Jobs.Cancel("second").ShouldBeFalse();
    }

    [Test]
    public async Task Cancel_RunningJob_SavesItsLastStepAndResumesToTheSameBits()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path);
        float[] trained = [];
        bool isFirst = true;
        SynchronousProgress cancelling = new(_ =>
        {
            if (!isFirst)
            {
                host.Jobs.Cancel("a");
            }

            isFirst = false; // the evaluation before the training
        });
        host.Submit(TestHost.Pairs(alsoTold: cancelling), "a");
        TrainingJob cancelled = await host.Jobs.WaitAsync("a");
        (cancelled.State, cancelled.Progress!.Step, cancelled.CanResume).ShouldBe((TrainingJobState.Cancelled, 5, true));

        host.Jobs.Resume("a", TestHost.Pairs((_, values) => trained = values));
        TrainingJob ended = await host.Jobs.WaitAsync("a");

        (ended.State, ended.Attempts, ended.Result!.Summary.ResumedAfter).ShouldBe((TrainingJobState.Succeeded, 2, 5));
        trained.ShouldBe(host.Solo(new Dictionary<string, string>()));
    }

    [Test]
    public async Task Resume_FailedJob_RunsAgainWithWhatItDidBefore()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path);
        GatedWork work = new() { Then = static job => _ = job.Attempt == 1 ? throw new InvalidOperationException("once") : 0 };
        work.Open();
        host.Submit(work, "a");
        await host.Jobs.WaitAsync("a");

        host.Jobs.Resume("a").Error.ShouldBeNull();

        TrainingJob ended = await host.Jobs.WaitAsync("a");
        (ended.State, ended.Attempts, ended.Error).ShouldBe((TrainingJobState.Succeeded, 2, null));
        Should.Throw<InvalidOperationException>(() => host.Jobs.Resume("a")).Message.ShouldBe("Expected a job that ended without success, but the job 'a' is Succeeded.");
    }

    [Test]
    public async Task Resume_WithAnotherConfiguration_FailsSayingWhatDiffers()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path);
        host.Submit(TestHost.Pairs(static (_, _) => throw new IOException("The disk is full.")), "a");
        (await host.Jobs.WaitAsync("a")).State.ShouldBe(TrainingJobState.Failed);

        host.Settings.Replace("Optimizer:AdamW:LearningRate", "0.03");
        host.Jobs.Resume("a", TestHost.Pairs());

        TrainingJob ended = await host.Jobs.WaitAsync("a");
        ended.Error!.Type.ShouldBe(typeof(CheckpointException).FullName);
        ended.Error.Message.ShouldContain("configuration Optimizer:AdamW:LearningRate was 0.02 and is 0.03");
    }

    [Test]
    public async Task Resume_OtherSettingsOfTheHost_IsTheSameRun()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path);
        host.Submit(TestHost.Pairs(static (_, _) => throw new IOException("The disk is full.")), "a");
        await host.Jobs.WaitAsync("a");

        host.Settings.Replace("Jobs:MaxConcurrent", "7");
        host.Jobs.Resume("a", TestHost.Pairs());

        (await host.Jobs.WaitAsync("a")).State.ShouldBe(TrainingJobState.Succeeded);
    }

    [Test]
    public async Task Call_UnknownJob_IsRefused()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path);

        foreach (Action call in new Action[] { () => host.Jobs.Cancel("a"), () => host.Jobs.Resume("a"), () => host.Jobs.Remove("a"), () => host.Jobs.WaitAsync("a"), () => host.Jobs.WatchAsync("a") })
        {
            Should.Throw<ArgumentException>(call).Message.ShouldStartWith("Expected the id of a job, but there is none of this id.");
        }

        (host.Jobs.Find("a"), host.Jobs.Find(null)).ShouldBe((null, null));
    }

    [Test]
    public async Task Remove_Job_RemovesItsFolderOnceItHasEnded()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path);
        GatedWork work = new();
        host.Submit(work, "a");
        host.Jobs.Remove("a").ShouldBeFalse();
        work.Open();
        await host.Jobs.WaitAsync("a");

        host.Jobs.Remove("a").ShouldBeTrue();

        (host.Jobs.Find("a"), Directory.Exists(_folder.File("a"))).ShouldBe((null, false));
        host.Submit(new GatedWork(), "a").State.ShouldBe(TrainingJobState.Running);
    }

    [Test]
    public async Task Housekeeping_FinishedJobs_KeepsTheLatestAndTheInterrupted()
    {
        FakeTime time = new();
        await using TestHost host = await TestHost.StartAsync(_folder.Path, time, ("Jobs:KeepFinished", "2"), ("Jobs:KeepFinishedFor", "01:00:00"));
        foreach (string id in new[] { "a", "b", "c" })
        {
            GatedWork work = new();
            work.Open();
            host.Submit(work, id);
            await host.Jobs.WaitAsync(id);
            time.AdvanceUnnoticed(TimeSpan.FromMinutes(1));
        }

        await time.TimerCreated;
        time.Advance(TimeSpan.FromSeconds(5));
        await Until(() => host.Log.Of(111).Count == 1);
        host.Jobs.List().Select(static job => job.Id).ShouldBe(["b", "c"]);
        time.Advance(TimeSpan.FromMinutes(58));
        await Until(() => host.Log.Of(111).Count == 2);

        host.Log.Of(111).ShouldBe(["Job a, Succeeded, removed", "Job b, Succeeded, removed"]);
        (Directory.Exists(_folder.File("b")), Directory.Exists(_folder.File("c"))).ShouldBe((false, true));
    }

    /// <summary>Waits for what other threads do, without a time that a test depends on.</summary>
    internal static async Task Until(Func<bool> condition)
    {
        for (long end = Environment.TickCount64 + 60_000; !condition(); await Task.Yield())
        {
            Environment.TickCount64.ShouldBeLessThan(end, "gave up");
        }
    }

    private sealed class SynchronousProgress(Action<Trainer.TrainingProgress> report) : IProgress<Trainer.TrainingProgress>
    {
        public void Report(Trainer.TrainingProgress value) => report(value);
    }
}
