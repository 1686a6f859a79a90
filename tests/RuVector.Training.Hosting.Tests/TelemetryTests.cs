using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using RuVector.Training.Trainer;

namespace RuVector.Training.Hosting.Tests;

[TestFixture]
public sealed class TelemetryTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Metrics_OfARun_AreWhatItsSummarySays()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path, settings: [("Profiles:wide:Trainer:NegativesPerAnchor", "60")]);
        using Metrics metrics = new(host);
        host.Jobs.Submit(new TrainingJobRequest { Work = TestHost.Pairs(), Id = "a", Profile = "Wide" });
        TrainingJob job = await host.Jobs.WaitAsync("a");
        metrics.Observe();

        metrics.Sum("ruvector.training.steps", "profile=wide").ShouldBe(24);
        metrics.Sum("ruvector.training.examples", "profile=wide").ShouldBe(24 * 16);
        job.Result!.Summary.MiningShortage.ShouldBeGreaterThan(0);
        metrics.Sum("ruvector.training.mining_shortage", "profile=wide").ShouldBe(job.Result.Summary.MiningShortage);
        metrics.Sum("ruvector.training.skipped_steps").ShouldBe(0);
        metrics.Count("ruvector.training.checkpoint.duration", "profile=wide,outcome=saved").ShouldBe(job.Result.Summary.Checkpoints);
        metrics.Count("ruvector.training.job.duration", "profile=wide,state=Succeeded").ShouldBe(1);
        metrics.Sum("ruvector.training.jobs", "state=Succeeded").ShouldBe(1);
        metrics.Sum("ruvector.training.jobs", "state=Running").ShouldBe(0);
        metrics.Count("ruvector.training.loss").ShouldBe(0, "a job that has ended has no gauge");
    }

    [Test]
    public async Task Metrics_WhileAJobRuns_ShowItsLastStep()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path);
        using Metrics metrics = new(host);
        GatedWork work = new();
        host.Submit(work, "a");
        TrainingJobContext context = await work.Started;
        context.Hooks.Progress!.Report(GatedWork.Step(1) with { SkippedSteps = 1 });
        context.Hooks.Progress.Report(GatedWork.Step(2) with { SkippedSteps = 1, MiningShortage = 5 });
        context.Hooks.Saved!.Report(new TrainingSave(2, TimeSpan.FromSeconds(3), new IOException()));
        metrics.Observe();

        metrics.Sum("ruvector.training.loss", "job=a,profile=").ShouldBe(0.5);
        metrics.Sum("ruvector.training.gradient_norm", "job=a,profile=").ShouldBe(2);
        metrics.Sum("ruvector.training.learning_rate", "job=a,profile=").ShouldBe(0.01, 1e-8);
        metrics.Sum("ruvector.training.temperature", "job=a,profile=").ShouldBe(0.1, 1e-8);
        metrics.Sum("ruvector.training.throughput", "job=a,profile=").ShouldBe(2 * 16 / 2.0);
        metrics.Sum("ruvector.training.skipped_steps").ShouldBe(1);
        metrics.Sum("ruvector.training.mining_shortage").ShouldBe(5);
        metrics.Sum("ruvector.training.checkpoint.duration", "profile=,outcome=failed").ShouldBe(3);
        metrics.Sum("ruvector.training.jobs", "state=Running").ShouldBe(1);
    }

    [Test]
    public async Task Metrics_OfAResumedJob_CountOnlyWhatIsNew()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path);
        using Metrics metrics = new(host);
        GatedWork work = new()
        {
            Then = static job =>
            {
                job.Hooks.Progress!.Report(GatedWork.Step(job.Attempt) with { SkippedSteps = 2 * job.Attempt });
                _ = job.Attempt == 1 ? throw new InvalidOperationException() : 0;
            },
        };
        work.Open();
        host.Submit(work, "a");
        await host.Jobs.WaitAsync("a");
        host.Jobs.Resume("a");
        await host.Jobs.WaitAsync("a");

        metrics.Sum("ruvector.training.skipped_steps").ShouldBe(4);
    }

    [TestCase("Continue", TrainingJobState.Succeeded)]
    [TestCase("Stop", TrainingJobState.Failed)]
    public async Task Metrics_SavesThatFail_AreCounted(string policy, TrainingJobState expected)
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path);
        using Metrics metrics = new(host);
        host.Submit(TestHost.Pairs(alsoTold: new Deletion(_folder.File("a", "checkpoints"))), "a", ("Trainer:OnCheckpointFailure", policy));
        TrainingJob job = await host.Jobs.WaitAsync("a");

        job.State.ShouldBe(expected);
        metrics.Count("ruvector.training.checkpoint.duration", "profile=,outcome=failed").ShouldBe(job.Result?.Summary.FailedCheckpoints ?? 1);
        metrics.Count("ruvector.training.checkpoint.duration", "profile=,outcome=saved").ShouldBe(0);
    }

    [Test]
    public async Task Metrics_RefusedAndDropped_AreCounted()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path, settings: [("Jobs:QueueCapacity", "1"), ("Jobs:WatcherCapacity", "2")]);
        using Metrics metrics = new(host);
        GatedWork work = new();
        host.Submit(work, "a");
        host.Submit(new GatedWork(), "b");
        Should.Throw<TrainingQueueFullException>(() => host.Submit(new GatedWork(), "c"));
        TrainingJobContext context = await work.Started;
        context.Hooks.Progress!.Report(GatedWork.Step(1));
        await using IAsyncEnumerator<TrainingProgress> slow = host.Jobs.WatchAsync("a").GetAsyncEnumerator();
        await slow.MoveNextAsync();
        for (int step = 2; step <= 6; step++)
        {
            context.Hooks.Progress.Report(GatedWork.Step(step));
        }

        metrics.Sum("ruvector.training.refused_jobs").ShouldBe(1);
        metrics.Sum("ruvector.training.dropped_progress").ShouldBe(3);
    }

    [Test]
    public async Task Activity_OfAJob_TellsHowItEndedAndWhoSubmittedIt()
    {
        string id = $"job-{Guid.NewGuid():N}";
        ConcurrentQueue<Activity> stopped = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = static source => source.Name is TrainingTelemetry.ActivitySourceName or "test",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (id.Equals(activity.GetTagItem("ruvector.job.id")))
                {
                    stopped.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using ActivitySource source = new("test");
        await using TestHost host = await TestHost.StartAsync(_folder.Path);
        GatedWork work = new() { Then = static _ => throw new NotSupportedException("Expected luck.") };
        work.Open();
        ActivityContext origin;
        using (Activity request = source.StartActivity("request")!)
        {
            origin = request.Context;
            host.Submit(work, id);
        }

        await host.Jobs.WaitAsync(id);

        Activity activity = stopped.ShouldHaveSingleItem();
        (activity.OperationName, activity.Parent, activity.Links.Single().Context).ShouldBe(("training job", null, origin));
        (activity.Status, activity.StatusDescription).ShouldBe((ActivityStatusCode.Error, "Expected luck."));
        activity.TagObjects.Select(static tag => $"{tag.Key}={tag.Value}").ShouldBe(
            [$"ruvector.job.id={id}", "ruvector.job.profile=", "ruvector.job.attempt=1", "ruvector.job.state=Failed", "ruvector.job.steps=0", "error.type=System.NotSupportedException"]);
    }

    /// <summary>Takes the folder of the checkpoints away.</summary>
    private sealed class Deletion(string folder) : IProgress<TrainingProgress>
    {
        private bool _hasBegun;

        public void Report(TrainingProgress value)
        {
            if (_hasBegun && Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            _hasBegun = true; // the first evaluation comes before the training
        }
    }

    /// <summary>Collects the measurements of one host.</summary>
    private sealed class Metrics : IDisposable
    {
        private readonly ConcurrentQueue<(string Name, string Tags, double Value)> _values = [];
        private readonly MeterListener _listener = new();

        public Metrics(TestHost host)
        {
            IMeterFactory factory = host.Host.Services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == TrainingTelemetry.MeterName && instrument.Meter.Scope == factory)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.Start();
        }

        public void Observe() => _listener.RecordObservableInstruments();

        public double Sum(string name, string? tags = null) => Of(name, tags).Sum(static measured => measured.Value);

        public int Count(string name, string? tags = null) => Of(name, tags).Count();

        public void Dispose() => _listener.Dispose();

        private IEnumerable<(string Name, string Tags, double Value)> Of(string name, string? tags) => _values.Where(measured => measured.Name == name && (tags is null || measured.Tags == tags));

        private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            _values.Enqueue((instrument.Name, string.Join(',', tags.ToArray().Select(static tag => $"{tag.Key}={tag.Value}")), value));
    }
}
