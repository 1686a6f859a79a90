using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RuVector.Training.Trainer;

namespace RuVector.Training.Hosting.Tests;

/// <summary>The end of a host, planned or not, and the next one on the same folder.</summary>
[TestFixture]
public sealed class ShutdownTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(20)]
    public async Task Stop_InMidRun_InterruptsItAndTheNextHostResumesItToTheSameBits(int steps)
    {
        float[] trained = [], solo;
        await using (TestHost host = await TestHost.StartAsync(_folder.Path))
        {
            TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously), gate = new();
            HeldWork work = new(TestHost.Pairs(), steps, reached, gate);
            host.Jobs.Submit(new TrainingJobRequest { Work = work, Id = "a", Overrides = new Dictionary<string, string> { ["Trainer:Seed"] = "5" }, Properties = new Dictionary<string, string> { ["data"] = "toy" } });
            host.Submit(new GatedWork(), "waiting");
            await reached.Task;

            Task stop = host.Host.StopAsync();
            gate.SetResult();
            await stop;

            (host.Jobs.Find("a")!.State, host.Jobs.Find("a")!.Progress!.Step).ShouldBe((TrainingJobState.Interrupted, steps));
            (await host.Jobs.WaitAsync("waiting")).State.ShouldBe(TrainingJobState.Interrupted);
            Should.Throw<InvalidOperationException>(() => host.Submit(new GatedWork())).Message.ShouldBe("Expected a host that runs, but it is stopping: it takes no more jobs.");
            Should.Throw<InvalidOperationException>(() => host.Jobs.Resume("a"));
            host.Log.Of(105).ShouldBe([$"Job a interrupted after {steps} steps, because the host stops"]);
        }

        await using TestHost next = await TestHost.StartAsync(_folder.Path);
        TrainingJob found = next.Jobs.Find("a")!;
        (found.State, found.Attempts, found.Progress!.Step, found.Properties["data"], found.Folder).ShouldBe((TrainingJobState.Interrupted, 1, steps, "toy", _folder.File("a")));
        next.Jobs.Find("waiting")!.State.ShouldBe(TrainingJobState.Interrupted);
        Should.Throw<InvalidOperationException>(() => next.Jobs.Resume("a")).Message.ShouldStartWith("Expected the work of the job 'a'");
        (await next.Jobs.WaitAsync("a")).State.ShouldBe(TrainingJobState.Interrupted);

        next.Jobs.Resume("a", TestHost.Pairs((_, values) => trained = values));
        TrainingJob ended = await next.Jobs.WaitAsync("a");

        (ended.State, ended.Attempts, ended.Result!.Summary.ResumedAfter, ended.Overrides["Trainer:Seed"]).ShouldBe((TrainingJobState.Succeeded, 2, steps, "5"));
        solo = next.Solo(ended.Overrides);
        trained.ShouldBe(solo);
    }

    [Test]
    public async Task Stop_JobThatDoesNotEnd_IsGivenUpAfterTheGrace()
    {
        FakeTime time = new();
        await using TestHost host = TestHost.Build(_folder.Path, time, static services => services.Configure<HostOptions>(static options => options.ShutdownTimeout = Timeout.InfiniteTimeSpan), ("Jobs:ShutdownGrace", "00:00:30"));
        using GatedWork deaf = new() { IsDeaf = true };
        await host.Host.StartAsync();
        host.Submit(deaf, "a");
        await deaf.Started;
        await time.TimerCreated;

        Task stop = host.Host.StopAsync();
        await JobStateTests.Until(() => time.Timers > 1);
        time.Advance(TimeSpan.FromSeconds(29));
        host.Jobs.Find("a")!.State.ShouldBe(TrainingJobState.Running);
        time.Advance(TimeSpan.FromSeconds(1));
        await JobStateTests.Until(() => stop.IsCompleted);

        await ShouldBeGivenUp(host);
    }

    [Test]
    public async Task Stop_TimeOfTheHostIsOver_GivesUpWhatStillRuns()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path, settings: [("Jobs:ShutdownGrace", "01:00:00")]);
        using GatedWork deaf = new() { IsDeaf = true };
        host.Submit(deaf, "a");
        await deaf.Started;

        await ((IHostedService)host.Jobs).StopAsync(new CancellationToken(canceled: true));

        await ShouldBeGivenUp(host);
    }

    [Test]
    public async Task Stop_LetsThoseWhoWatchGoBeforeAnyServiceIsStopped()
    {
        WatchingService watching = new();
        TestHost host = TestHost.Build(_folder.Path, register: services => services.AddHostedService(_ => watching));
        await using TestHost disposed = host;
        await host.Host.StartAsync();
        GatedWork work = new();
        host.Submit(work, "a");
        watching.Job = host.Jobs.WaitAsync("a");
        await work.Started;

        await host.Host.StopAsync();

        watching.WasLetGo.ShouldBeTrue();
    }

    [Test]
    public async Task Start_AfterAKill_FindsWhatRanInterruptedAndPassesOverWhatItCannotRead()
    {
        await using (TestHost host = await TestHost.StartAsync(_folder.Path))
        {
            GatedWork work = new();
            host.Submit(work, "a");
            await work.Started;
            await JobStateTests.Until(() => File.ReadAllText(_folder.File("a", "job.json")).Contains("\"Running\"", StringComparison.Ordinal));
            Directory.CreateDirectory(_folder.File("killed"));
            File.WriteAllText(_folder.File("killed", "job.json"), File.ReadAllText(_folder.File("a", "job.json")).Replace("\"a\"", "\"killed\"", StringComparison.Ordinal));
        }

        foreach ((string id, string text) in new[] { ("broken", "{ \"Id\": \"bro"), ("other", "{ \"Id\": \"a\" }"), ("Not-An-Id", "{ \"Id\": \"Not-An-Id\" }") })
        {
            Directory.CreateDirectory(_folder.File(id));
            File.WriteAllText(_folder.File(id, "job.json"), text);
        }

        Directory.CreateSymbolicLink(_folder.File("link"), _folder.File("a"));
        await using TestHost next = await TestHost.StartAsync(_folder.Path, settings: [("Jobs:QueueCapacity", "1")]);

        next.Jobs.List().Select(static job => (job.Id, job.State)).ShouldBe([("a", TrainingJobState.Interrupted), ("killed", TrainingJobState.Interrupted)]);
        next.Log.Of(110).Order().ShouldBe(["The state of job broken cannot be read; its folder stays as it is", "The state of job other cannot be read; its folder stays as it is"]);
        Should.Throw<IOException>(() => next.Submit(new GatedWork(), "broken")).Message.ShouldStartWith("Expected no folder of the new job 'broken', but there is one");
        (next.Jobs.Find("broken"), File.Exists(_folder.File("broken", "job.json"))).ShouldBe((null, true));
        next.Submit(new GatedWork(), "c").State.ShouldBe(TrainingJobState.Running, "the refused one gave its place back");
    }

    [Test]
    public async Task Start_FolderOfAnotherHost_IsRefused()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path);
        TestHost second = TestHost.Build(_folder.Path);

        (await Should.ThrowAsync<IOException>(() => second.Host.StartAsync())).Message.ShouldStartWith($"Expected to hold the folder of jobs '{_folder.Path}' alone");
        second.Host.Dispose();
    }

    [Test]
    public async Task Start_FolderThatIsRelative_IsBelowTheContentRoot()
    {
        await using TestHost host = TestHost.Build("below", settings: [("Jobs:Folder", "below")], register: services => services.AddSingleton<IHostEnvironment>(new Environment(_folder.Path)));
        await host.Host.StartAsync();

        Directory.Exists(_folder.File("below")).ShouldBeTrue();
    }

    private static async Task ShouldBeGivenUp(TestHost host)
    {
        host.Jobs.Find("a")!.State.ShouldBe(TrainingJobState.Interrupted);
        (await host.Jobs.WaitAsync("a")).State.ShouldBe(TrainingJobState.Interrupted);
        host.Log.Of(113).ShouldBe(["Job a did not end while the host stopped, and was given up"]);
    }

    /// <summary>Holds the trainer after a step, so that the host is stopped exactly there.</summary>
    private sealed class HeldWork(ITrainingJobWork inner, int step, TaskCompletionSource reached, TaskCompletionSource gate) : ITrainingJobWork
    {
        public TrainingRunContext Context => inner.Context;

        public TrainingJobResult Run(TrainingJobContext job, CancellationToken cancellationToken) =>
            inner.Run(job with { Hooks = job.Hooks with { Progress = new Held(job.Hooks.Progress!, step, reached, gate, cancellationToken) } }, cancellationToken);

        private sealed class Held(IProgress<TrainingProgress> inner, int step, TaskCompletionSource reached, TaskCompletionSource gate, CancellationToken token) : IProgress<TrainingProgress>
        {
            public void Report(TrainingProgress value)
            {
                inner.Report(value);
                if (value.Step == step)
                {
                    reached.SetResult();
                    gate.Task.Wait(CancellationToken.None);
                    token.WaitHandle.WaitOne();
                }
            }
        }
    }

    /// <summary>Stops before the service of the jobs does, as a server with open answers.</summary>
    private sealed class WatchingService : IHostedService
    {
        public Task<TrainingJob>? Job { get; set; }

        public bool WasLetGo { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public async Task StopAsync(CancellationToken cancellationToken)
        {
            await (Job?.WaitAsync(cancellationToken) ?? Task.CompletedTask);
            WasLetGo = true;
        }
    }

    private sealed class Environment(string root) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Test";

        public string ApplicationName { get; set; } = "Test";

        public string ContentRootPath { get; set; } = root;

        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = new Microsoft.Extensions.FileProviders.NullFileProvider();
    }
}
