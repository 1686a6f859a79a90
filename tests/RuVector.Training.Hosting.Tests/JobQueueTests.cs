using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Hosting.Tests;

[TestFixture]
public sealed class JobQueueTests
{
    private static readonly AsyncLocal<string> _ambient = new();

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Submit_SixtyFourJobs_EachEndsWithTheBitsOfItsSoloRun()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path, settings: [("Jobs:MaxConcurrent", "4"), ("Trainer:CheckpointEvery", "0")]);
        ConcurrentDictionary<string, float[]> trained = [];
        string[] optimizers = ["AdamW", "Sgd", "Lion", "Adam"];
        (string Key, string Value)[][] overrides = [.. Enumerable.Range(0, 64).Select(i => new[] { ("Trainer:Seed", $"{i}"), ("Optimizer:Type", optimizers[i % 4]) })];

        TrainingJob[] jobs = [.. overrides.Select((own, i) => host.Submit(TestHost.Pairs((id, values) => trained[id] = values), $"job-{i}", own))];
        TrainingJob[] ended = await Task.WhenAll(jobs.Select(job => host.Jobs.WaitAsync(job.Id)));

        ended.ShouldAllBe(static job => job.State == TrainingJobState.Succeeded);
        for (int i = 0; i < 64; i++)
        {
            trained[$"job-{i}"].ShouldBe(host.Solo(overrides[i].ToDictionary(static o => o.Key, static o => o.Value)), $"job {i}");
        }

        trained.Values.Select(static values => string.Join(' ', values)).Distinct().Count().ShouldBe(64, "each has its own seed");
    }

    [Test]
    public async Task Submit_SeveralJobs_RunInTheirOrderSoManyAtOnce()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path, settings: [("Jobs:MaxConcurrent", "2")]);
        GatedWork[] works = [.. Enumerable.Range(0, 5).Select(static _ => new GatedWork())];
        TrainingJob[] jobs = [.. works.Select((work, i) => host.Submit(work, $"j{i}"))];

        for (int i = 0; i < 5; i++)
        {
            host.Jobs.List().Select(static job => job.State).ShouldBe(Enumerable.Range(0, 5).Select(j => j < i ? TrainingJobState.Succeeded : j < i + 2 ? TrainingJobState.Running : TrainingJobState.Queued));
            await works[i].Started;
            if (i + 1 < 5)
            {
                await works[i + 1].Started;
            }

            works[i].Open();
            await host.Jobs.WaitAsync($"j{i}");
        }

        jobs.Select(static job => job.State).ShouldBe([TrainingJobState.Running, TrainingJobState.Running, TrainingJobState.Queued, TrainingJobState.Queued, TrainingJobState.Queued]);
    }

    [Test]
    public async Task Submit_QueueIsFull_IsRefusedSayingWhenToTryAgain()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path, settings: [("Jobs:QueueCapacity", "1")]);
        GatedWork first = new() { Then = static job => job.Hooks.Progress!.Report(GatedWork.Step(1)) };
        host.Submit(first, "first");
        host.Submit(new GatedWork(), "second");

        TrainingQueueFullException refusal = Should.Throw<TrainingQueueFullException>(() => host.Submit(new GatedWork(), "third"));

        (refusal.Capacity, refusal.RetryAfter).ShouldBe((1, TimeSpan.FromSeconds(10)));
        refusal.Message.ShouldBe("Expected a place in the queue, but 1 jobs wait, as many as may. Try again in 10 s.");
        (host.Jobs.Find("third"), Directory.Exists(_folder.File("third"))).ShouldBe((null, false));
        host.Log.Of(106).Count.ShouldBe(1);
        first.Open();
        await host.Jobs.WaitAsync("first");
        host.Submit(new GatedWork(), "third").State.ShouldBe(TrainingJobState.Queued);
    }

    [TestCase("")]
    [TestCase("-a")]
    [TestCase("A")]
    [TestCase("a.b")]
    [TestCase("../a")]
    [TestCase("a/b")]
    [TestCase("a\n")]
    [TestCase("\u0430")]
    public async Task Submit_IdOutOfItsForm_IsRefusedBeforeAnythingIsWritten(string id)
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path);
        string[] before = Directory.GetFileSystemEntries(_folder.Path);

        Should.Throw<ArgumentException>(() => host.Submit(new GatedWork(), id)).Message.ShouldStartWith("Expected an id of 1 to 64 characters of a-z");

        Directory.GetFileSystemEntries(_folder.Path).ShouldBe(before);
        TrainingJobId.IsValid(new string('a', 64)).ShouldBeTrue();
        TrainingJobId.IsValid(new string('a', 65)).ShouldBeFalse();
    }

    [Test]
    public async Task Submit_IdIsTaken_IsRefused()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path);
        host.Submit(new GatedWork(), "a");

        Should.Throw<InvalidOperationException>(() => host.Submit(new GatedWork(), "a")).Message.ShouldBe("Expected a new id, but the job 'a' is Running.");
        host.Jobs.Find("a")!.State.ShouldBe(TrainingJobState.Running);
    }

    [Test]
    public async Task Submit_WithoutAnId_MakesOne()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path);
        TrainingJob[] jobs = [host.Submit(new GatedWork()), host.Submit(new GatedWork())];

        jobs.ShouldAllBe(static job => TrainingJobId.IsValid(job.Id));
        jobs[0].Id.ShouldNotBe(jobs[1].Id);
    }

    [TestCase("Optimizer:Type", "AdmaW", "RuVectorTraining:Optimizer:Type (overridden): 'AdmaW' is not known. Did you mean 'AdamW'?")]
    [TestCase("Trainer:Stps", "5", "RuVectorTraining:Trainer:Stps (overridden): 'Stps' is not known. Did you mean 'Steps'?")]
    [TestCase("Jobs:MaxConcurrent", "64", "RuVectorTraining:Jobs:MaxConcurrent (overridden): Expected settings of a run, but Jobs holds for the whole host. Set RuVectorTraining:Jobs:MaxConcurrent.")]
    public async Task Submit_WrongOverride_IsRefused(string key, string value, string expected)
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path);

        Should.Throw<OptionsValidationException>(() => host.Submit(new GatedWork(), "a", (key, value))).Message.ShouldStartWith(expected);
        host.Jobs.List().ShouldBeEmpty();
    }

    [Test]
    public void Submit_HostHasNotStarted_IsRefused()
    {
        TestHost host = TestHost.Build(_folder.Path);
        Should.Throw<InvalidOperationException>(() => host.Submit(new GatedWork())).Message.ShouldBe("Expected a host that runs, but it has not started.");
        host.Host.Dispose();
    }

    [Test]
    public async Task Submit_FromARequest_LeavesWhatFlowsWithItBehind()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path);
        _ambient.Value = "of the request";
        string? seen = "";
        GatedWork work = new() { Then = _ => seen = _ambient.Value };
        work.Open();
        host.Submit(work, "a");
        await host.Jobs.WaitAsync("a");

        seen.ShouldBeNull();
    }
}
