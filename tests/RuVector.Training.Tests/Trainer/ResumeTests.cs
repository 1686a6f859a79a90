using RuVector.Training.Checkpoints;
using RuVector.Training.Runs;
using RuVector.Training.Tests.Files;
using RuVector.Training.Trainer;

namespace RuVector.Training.Tests.Trainer;

/// <summary>A run that is cancelled and resumed ends with the bits of one that is not, whatever it is made of and however many threads there are.</summary>
[TestFixture]
public sealed class ResumeTests
{
    private static IEnumerable<Scenario> All => Scenarios.All;

    [TestCaseSource(nameof(All))]
    public void Train_CancelledAndResumed_EndsWithTheSameBytes(Scenario scenario)
    {
        using TemporaryFolder whole = new(), parts = new();
        TrainingSummary expected = Run(scenario, whole.Path, threads: 1);
        TrainingSummary actual = expected;
        foreach (long stop in new long[] { 0, 1, 7, 8, 20, 33, long.MaxValue })
        {
            actual = Run(scenario, parts.Path, threads: stop % 2 == 0 ? 2 : 1, stop);
        }

        (actual with { Elapsed = default, ResumedAfter = 0, Checkpoints = 0 }).ShouldBe(expected with { Elapsed = default, Checkpoints = 0 });
        LastFile(parts.Path).ShouldBe(LastFile(whole.Path));
    }

    [Test]
    public void Train_PlantedDefect_IsNoticed() => Should.Throw<ShouldAssertException>(() => Train_CancelledAndResumed_EndsWithTheSameBytes(Scenarios.Forgetful));

    [Test]
    public void Train_CompletedRun_IsNotTakenUpAgain()
    {
        using TemporaryFolder folder = new();
        Scenario scenario = Scenarios.Find("AdamW");
        Run(scenario, folder.Path, threads: 1);
        (string, string) file = LastFile(folder.Path);
        TrainingSummary again = Run(scenario, folder.Path, threads: 1);
        (again.Steps, again.ResumedAfter, again.Checkpoints).ShouldBe((Scenario.Steps, Scenario.Steps, 0));
        LastFile(folder.Path).ShouldBe(file);
    }

    /// <summary>Runs a scenario until it is cancelled after a step.</summary>
    internal static TrainingSummary Run(Scenario scenario, string folder, int threads, long cancelAfter = long.MaxValue)
    {
        using CheckpointStore store = scenario.Open(folder);
        using CancellationTokenSource source = new();
        if (cancelAfter == 0)
        {
            source.Cancel();
        }

        Reports reports = new(report => CancelAfter(report, cancelAfter, source));
        try
        {
            return scenario.Execute(store, threads, reports, source.Token);
        }
        catch (OperationCanceledException)
        {
            store.List().Checkpoints[0].Step.ShouldBe(reports.Count == 0 ? 0 : reports[^1].Step, "a cancelled run saves its last whole step");
            return new TrainingSummary();
        }
    }

    /// <summary>Gets name and content of the newest checkpoint.</summary>
    internal static (string Name, string Content) LastFile(string folder)
    {
        using CheckpointStore store = new(folder, new CheckpointStoreOptions { ReadOnly = true });
        string path = store.List().Checkpoints[0].Path;
        return (Path.GetFileName(path), Convert.ToBase64String(File.ReadAllBytes(path)));
    }

    private static void CancelAfter(TrainingProgress progress, long step, CancellationTokenSource source)
    {
        if (progress.Step >= step)
        {
            source.Cancel();
        }
    }
}
