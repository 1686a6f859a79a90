using RuVector.Training.Runs;
using RuVector.Training.Tests.Files;

namespace RuVector.Training.Tests.Trainer;

/// <summary>Runs that are killed at random moments (in a step, a save, a load, an evaluation) and started again end with the bytes of a run that was left alone.</summary>
[TestFixture]
[Category("Durability")]
[Parallelizable(ParallelScope.Children)]
public sealed class KilledRunTests
{
    private const int Chains = 2;
    private const int KillsOfChain = 100;

    [Test]
    public void Train_KilledAndStartedAgain_EndsWithTheSameBytes([Range(0, Chains - 1)] int chain)
    {
        System.Random random = new(chain);
        int kills = 0, runs = 0;
        while (kills < KillsOfChain)
        {
            Scenario scenario = Scenarios.All[(chain + (Chains * runs++)) % Scenarios.All.Count];
            kills += KillUntilItEnds(scenario, random);
        }

        TestContext.Out.WriteLine($"{kills} kills in {runs} runs");
    }

    [Test]
    public void Train_PlantedDefect_IsNoticed()
    {
        using TemporaryFolder whole = new(), killed = new();
        ResumeTests.Run(Scenarios.Forgetful, whole.Path, threads: 1);
        KilledRun.Live(Scenarios.Forgetful, killed.Path, threads: 1, lines: 8, milliseconds: 0).ShouldBeTrue();
        KilledRun.Live(Scenarios.Forgetful, killed.Path, threads: 1, lines: int.MaxValue, milliseconds: int.MaxValue).ShouldBeFalse();
        ResumeTests.LastFile(killed.Path).ShouldNotBe(ResumeTests.LastFile(whole.Path));
    }

    private static int KillUntilItEnds(Scenario scenario, System.Random random)
    {
        using TemporaryFolder whole = new(), killed = new();
        ResumeTests.Run(scenario, whole.Path, threads: 1);
        int kills = 0;
        while (KilledRun.Live(scenario, killed.Path, threads: random.Next(1, 3), lines: random.Next(0, 16), milliseconds: random.Next(0, 40)))
        {
            kills++;
        }

        ResumeTests.LastFile(killed.Path).ShouldBe(ResumeTests.LastFile(whole.Path), $"{scenario.Name} after {kills} kills");
        return kills;
    }
}
