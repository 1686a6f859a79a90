using RuVector.Training.Hosting.Jobs;
using RuVector.Training.Trainer;

namespace RuVector.Training.Hosting.Tests;

[TestFixture]
public sealed class WatchTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Watch_FromTheStart_SeesEveryStepToTheEnd()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path);
        GatedWork first = new();
        host.Submit(first, "first");
        host.Submit(TestHost.Pairs(), "a");
        Task<long[]> watching = Collect(host.Jobs.WatchAsync("a"));
        first.Open();

        (await watching).ShouldBe(Enumerable.Range(1, 24).Select(static step => (long)step));
        (await host.Jobs.WaitAsync("a")).Progress!.Step.ShouldBe(24);
    }

    [TestCase(0, new long[] { 1, 2, 3, 4 })]
    [TestCase(2, new long[] { 3, 4 })]
    [TestCase(3, new long[] { 4 })]
    [TestCase(9, new long[] { })]
    public async Task Watch_AfterAStep_ReplaysWhatFollowedThenGoesOn(long afterStep, long[] expected)
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path);
        GatedWork work = new() { Then = static job => job.Hooks.Progress!.Report(GatedWork.Step(4)) };
        host.Submit(work, "a");
        TrainingJobContext context = await work.Started;
        for (int step = 1; step <= 3; step++)
        {
            context.Hooks.Progress!.Report(GatedWork.Step(step));
        }

        Task<long[]> watching = Collect(host.Jobs.WatchAsync("a", afterStep));
        work.Open();

        (await watching).ShouldBe(expected);
        (await Collect(host.Jobs.WatchAsync("a", afterStep))).ShouldBe(expected, "one who comes after the end sees the same");
    }

    [Test]
    public async Task Watch_TooSlow_MissesTheOldestAndHoldsUpNobody()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path, settings: [("Jobs:WatcherCapacity", "3")]);
        GatedWork work = new()
        {
            Then = static job =>
            {
                for (int step = 2; step <= 1000; step++)
                {
                    job.Hooks.Progress!.Report(GatedWork.Step(step, 1000));
                }
            },
        };
        host.Submit(work, "a");
        (await work.Started).Hooks.Progress!.Report(GatedWork.Step(1, 1000));
        await using IAsyncEnumerator<TrainingProgress> slow = host.Jobs.WatchAsync("a").GetAsyncEnumerator();
        (await slow.MoveNextAsync()).ShouldBeTrue();
        work.Open();
        await host.Jobs.WaitAsync("a");

        List<long> seen = [slow.Current.Step];
        while (await slow.MoveNextAsync())
        {
            seen.Add(slow.Current.Step);
        }

        seen.ShouldBe([1, 998, 999, 1000]);
    }

    [Test]
    public async Task Watch_ThrowsOrLeaves_IsForgottenAndTheJobGoesOn()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path);
        GatedWork work = new() { Then = static job => job.Hooks.Progress!.Report(GatedWork.Step(2)) };
        host.Submit(work, "a");
        (await work.Started).Hooks.Progress!.Report(GatedWork.Step(1));
        using CancellationTokenSource leaving = new();

        await Should.ThrowAsync<NotSupportedException>(async () =>
        {
            await foreach (TrainingProgress _ in host.Jobs.WatchAsync("a"))
            {
                throw new NotSupportedException();
            }
        });
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (TrainingProgress _ in host.Jobs.WatchAsync("a", 0, leaving.Token))
            {
                await leaving.CancelAsync();
            }
        });
        await Should.ThrowAsync<OperationCanceledException>(() => host.Jobs.WaitAsync("a", leaving.Token));

        work.Open();
        (await host.Jobs.WaitAsync("a")).State.ShouldBe(TrainingJobState.Succeeded);
    }

    [Test]
    public async Task Watch_StepsThatAreTakenAgain_AreSeenOnce()
    {
        JobProgress progress = new(historyLength: 100, watcherCapacity: 100, static () => { });
        progress.Begin();
        foreach (long step in new[] { 1, 2, 3, 4 })
        {
            progress.Add(GatedWork.Step(step));
        }

        progress.End();
        progress.Begin();
        await using IAsyncEnumerator<TrainingProgress> early = progress.WatchAsync(0, CancellationToken.None).GetAsyncEnumerator();
        await early.MoveNextAsync();
        foreach (long step in new[] { 3, 4, 5 })
        {
            progress.Add(GatedWork.Step(step) with { Temperature = 0.2f });
        }

        progress.End();

        List<long> seen = [early.Current.Step];
        while (await early.MoveNextAsync())
        {
            seen.Add(early.Current.Step);
        }

        seen.ShouldBe([1, 2, 3, 4, 5]);
        (await Collect(progress.WatchAsync(0, CancellationToken.None))).ShouldBe([1, 2, 3, 4, 5]);
        progress.StepsOfAttempt.ShouldBe(3);
        await using IAsyncEnumerator<TrainingProgress> late = progress.WatchAsync(2, CancellationToken.None).GetAsyncEnumerator();
        await late.MoveNextAsync();
        (late.Current.Step, late.Current.Temperature).ShouldBe((3, 0.2f), "the step as it was taken last");
    }

    [Test]
    public async Task History_LongRun_IsThinnedEvenlyAndKeepsEvaluationsAndTheLastStep()
    {
        JobProgress progress = new(historyLength: 8, watcherCapacity: 1, static () => { });
        for (int step = 1; step <= 100; step++)
        {
            progress.Add(step % 30 == 0 ? GatedWork.Step(step, 100, new TrainingMetric("MRR", 0.5)) : GatedWork.Step(step));
        }

        (await Collect(progress.WatchAsync(0, CancellationToken.None))).ShouldBe([1, 17, 30, 33, 49, 60, 65, 81, 90, 97, 100]);
    }

    [TestCase(25, 100, 25, 75)]
    [TestCase(25, 26, 5, 5)]
    [TestCase(100, 100, 100, 1)]
    [TestCase(1, 1_000_000, 1, 3600)]
    public void Forecast_RunningJob_IsTheTimeLeftAtItsSpeed(long step, long total, int stepsOfAttempt, int expected)
    {
        JobProgress progress = new(8, 8, static () => { });
        progress.Begin();
        for (int i = stepsOfAttempt - 1; i >= 0; i--)
        {
            progress.Add(GatedWork.Step(step - i, total));
        }

        QueueForecast.FirstEnd([progress, new JobProgress(8, 8, static () => { })]).ShouldBe(TimeSpan.FromSeconds(Math.Min(expected, 10)));
        QueueForecast.FirstEnd([progress]).ShouldBe(TimeSpan.FromSeconds(expected));
    }

    private static async Task<long[]> Collect(IAsyncEnumerable<TrainingProgress> watched)
    {
        List<long> steps = [];
        await foreach (TrainingProgress progress in watched)
        {
            steps.Add(progress.Step);
        }

        return [.. steps];
    }
}
