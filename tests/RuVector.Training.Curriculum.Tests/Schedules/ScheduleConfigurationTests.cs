using static RuVector.Training.Curriculum.Tests.Configured;

namespace RuVector.Training.Curriculum.Tests;

/// <summary>Every setting of every schedule of the learning rate reaches it, and what does not fit is refused with its path and both numbers.</summary>
public sealed class ScheduleConfigurationTests
{
    [Test]
    public void AddCosineRestartsSchedule_Defaults_AreThreeCyclesInTheRun() =>
        ValuesOf("CosineRestarts", [], 0, 15, 30, 45, 60, 90, 1000).ShouldBe([1f, 0.5f, 1f, 0.5f, 1f, 0f, 0f], 1e-6);

    [Test]
    public void AddCosineRestartsSchedule_EverySetting_ReachesTheSchedule() =>
        ValuesOf("CosineRestarts", ["Cycles=2", "CycleFactor=2", "MinimumFactor=0.5", "TotalSteps=35", "WarmupSteps=5"], 4, 10, 15, 25, 35).ShouldBe([1f, 0.75f, 1f, 0.75f, 0.5f], 1e-6);

    [Test]
    public void AddCosineRestartsSchedule_CycleSteps_GoOnForEverWithoutATotal()
    {
        IScheduler schedule = Create(TrainingSlots.Scheduler, null, static b => b.AddCurriculum(), "Scheduler:Type=CosineRestarts", "Scheduler:CosineRestarts:CycleSteps=10", "Scheduler:CosineRestarts:Cycles=99");

        ValuesAt(schedule, 0, 5, 10, 15, 1_000_000).ShouldBe([1f, 0.5f, 1f, 0.5f, 1f], 1e-6);
    }

    [Test]
    public void AddPolynomialSchedule_EverySetting_ReachesTheSchedule()
    {
        ValuesOf("Polynomial", [], 0, 45, 90).ShouldBe([1f, 0.25f, 0f], 1e-6);
        ValuesOf("Polynomial", ["Power=1", "MinimumFactor=0.5"], 0, 45, 90).ShouldBe([1f, 0.75f, 0.5f], 1e-6);
    }

    [Test]
    public void AddExponentialSchedule_EverySetting_ReachesTheSchedule()
    {
        ValuesOf("Exponential", [], 0, 100, 200).ShouldBe([1f, 0.95f, 0.9025f], 1e-6);
        ValuesOf("Exponential", ["Factor=0.5", "DecaySteps=2", "MinimumFactor=0.2"], 0, 2, 4).ShouldBe([1f, 0.6f, 0.4f], 1e-6);
    }

    [Test]
    public void AddStepSchedule_EverySetting_ReachesTheSchedule()
    {
        ValuesOf("Step", [], 29, 30, 60, 90).ShouldBe([1f, 0.1f, 0.01f, 0.001f], 1e-6);
        ValuesOf("Step", ["Factor=0.5", "StepSize=7", "MinimumFactor=0.2"], 6, 7, 14).ShouldBe([1f, 0.6f, 0.4f], 1e-6);
    }

    [Test]
    public void AddMultiStepSchedule_EverySetting_ReachesTheSchedule() =>
        ValuesOf("MultiStep", ["Milestones:0=5", "Milestones:1=9", "Factor=0.5", "MinimumFactor=0.2"], 4, 5, 8, 9).ShouldBe([1f, 0.6f, 0.6f, 0.4f], 1e-6);

    [Test]
    public void AddMultiStepSchedule_Warmup_MilestonesCountFromItsEnd()
    {
        IScheduler schedule = Create(
            TrainingSlots.Scheduler, HundredSteps, static b => b.AddMultiStepSchedule(static o => o.Milestones.Add(20)), "Scheduler:Type=MultiStep", "Scheduler:MultiStep:WarmupSteps=10");

        ValuesAt(schedule, 29, 30).ShouldBe([1f, 0.1f], 1e-7);
    }

    [Test]
    public void AddOneCycleSchedule_EverySetting_ReachesTheSchedule()
    {
        ValuesOf("OneCycle", [], 0, 26, 89, 1000).ShouldBe([0.04f, 1f, 4e-6f, 4e-6f], 1e-7);
        ValuesOf("OneCycle", ["StartFactor=0.2", "EndFactor=0.1", "RiseFraction=0.4", "ThreePhases=true", "Shape=Linear", "TotalSteps=10"], 0, 3, 6, 9).ShouldBe([0.2f, 1f, 0.2f, 0.1f], 1e-6);
    }

    [Test]
    public void AddInverseSqrtSchedule_Timescale_IsThatOfTheSettingsOrTheWarmupOrTenThousand()
    {
        ValuesOf("InverseSqrt", [], 30_000).ShouldBe([0.5f], 1e-6);
        ValuesOf("InverseSqrt", ["WarmupSteps=10"], 9, 10, 40).ShouldBe([1f, 1f, 0.5f], 1e-6);
        ValuesOf("InverseSqrt", ["WarmupSteps=10", "Timescale=4", "MinimumFactor=0.2"], 22).ShouldBe([0.6f], 1e-6);
    }

    [Test]
    public void AddWarmupStableDecaySchedule_EverySetting_ReachesTheSchedule()
    {
        ValuesOf("WarmupStableDecay", [], 0, 81, 85, 90).ShouldBe([1f, 1f, 5f / 9, 0f], 1e-6);
        ValuesOf("WarmupStableDecay", ["WarmupSteps=4", "DecaySteps=40", "DecayShape=SquareRoot", "MinimumFactor=0.5"], 0, 3, 50, 60, 90).ShouldBe([0.25f, 1f, 1f, 0.75f, 0.5f], 1e-6);
    }

    [Test]
    public void AddWarmupSchedule_OtherSchedule_IsToldWhatIsLeftOfTheRun()
    {
        ValuesOf("Warmup", ["Scheduler:Type=Linear"], 0, 8, 9, 9 + 81).ShouldBe([1f / 9, 1f, 1f, 0f], 1e-6);
        ValuesOf("Warmup", ["Scheduler:Type=Linear", "Steps=30", "Start=Zero"], 0, 15, 30, 60, 90).ShouldBe([0f, 0.5f, 1f, 0.5f, 0f], 1e-6);
    }

    [Test]
    public void AddWarmupSchedule_NumberOfSteps_NeedsNoRun()
    {
        IScheduler schedule = Create(TrainingSlots.Scheduler, null, static b => b.AddCurriculum(), "Scheduler:Type=Warmup", "Scheduler:Warmup:Steps=2", "Scheduler:Warmup:Scheduler:Type=Constant");

        ValuesAt(schedule, 0, 1, 2).ShouldBe([0.5f, 1f, 1f]);
    }

    [Test]
    public void AddSequentialSchedule_Parts_TakeTheirStepsForThoseOfTheRun() =>
        ValuesOf("Sequential", ["Parts:0:Type=Linear", "Parts:0:Steps=10", "Parts:0:Linear:MinimumFactor=0.5", "Parts:1:Type=Constant", "Parts:1:Steps=20", "Parts:2:Type=Cosine", "Parts:2:Cosine:WarmupSteps=6"], 0, 5, 10, 29, 30, 36, 63, 90)
            .ShouldBe([1f, 0.75f, 1f, 1f, 1f / 6, 1f, 0.5f, 0f], 1e-6);

    [Test]
    public void AddSequentialSchedule_PartsInCode_AreTaken()
    {
        IScheduler schedule = Create(
            TrainingSlots.Scheduler,
            null,
            static b => b.AddLinearSchedule(static o => o.TotalSteps = 4).AddSequentialSchedule(static o =>
            {
                o.Parts.Add(new SequentialPartOptions { Type = "Linear", Steps = 2 });
                o.Parts.Add(new SequentialPartOptions { Type = "Linear" });
            }),
            "Scheduler:Type=Sequential");

        ValuesAt(schedule, 0, 1, 2, 3, 6).ShouldBe([1f, 0.75f, 1f, 0.75f, 0f]);
    }

    [Test]
    public void AddScaledSchedule_Nested_MultipliesWhatIsInside() =>
        ValuesOf("Scaled", ["Factor=0.5", "Scheduler:Type=Scaled", "Scheduler:Scaled:Factor=0.25", "Scheduler:Scaled:Scheduler:Type=Linear"], 0, 45).ShouldBe([0.125f, 0.0625f], 1e-7);

    [TestCase("CosineRestarts:Cycles=0", "Cycles: Expected a value in [1, 1000000], but got '0'.")]
    [TestCase("CosineRestarts:CycleSteps=0", "CycleSteps: Expected a value in [1, 1000000000000000], but got '0'.")]
    [TestCase("CosineRestarts:CycleFactor=0", "CycleFactor: Expected a value in [1, 1000], but got '0'.")]
    [TestCase("CosineRestarts:MinimumFactor=2", "MinimumFactor: Expected a value in [0, 1], but got '2'.")]
    [TestCase("Polynomial:Power=0", "Power: Expected a value in (0, 100], but got '0'.")]
    [TestCase("Polynomial:MinimumFactor=-1", "MinimumFactor: Expected a value in [0, 1], but got '-1'.")]
    [TestCase("Exponential:Factor=0", "Factor: Expected a value in (0, 1], but got '0'.")]
    [TestCase("Exponential:DecaySteps=0", "DecaySteps: Expected a value in [1, 1000000000000000], but got '0'.")]
    [TestCase("Exponential:MinimumFactor=2", "MinimumFactor: Expected a value in [0, 1], but got '2'.")]
    [TestCase("Step:Factor=1.5", "Factor: Expected a value in (0, 1], but got '1.5'.")]
    [TestCase("Step:StepSize=0", "StepSize: Expected a value in [1, 1000000000000000], but got '0'.")]
    [TestCase("Step:MinimumFactor=2", "MinimumFactor: Expected a value in [0, 1], but got '2'.")]
    [TestCase("MultiStep:Factor=0", "Factor: Expected a value in (0, 1], but got '0'.")]
    [TestCase("MultiStep:MinimumFactor=2", "MinimumFactor: Expected a value in [0, 1], but got '2'.")]
    [TestCase("MultiStep:WarmupSteps=1", "Milestones: Expected at least one milestone, but got none.")]
    [TestCase("MultiStep:Milestones:0=0", "Milestones: Expected a first milestone of 1 or more, but got 0.")]
    [TestCase("OneCycle:StartFactor=2", "StartFactor: Expected a value in [0, 1], but got '2'.")]
    [TestCase("OneCycle:EndFactor=2", "EndFactor: Expected a value in [0, 1], but got '2'.")]
    [TestCase("OneCycle:RiseFraction=1", "RiseFraction: Expected a value in (0, 1), but got '1'.")]
    [TestCase("OneCycle:Shape=7", "Shape: Expected one of Cosine, Linear, SquareRoot, but got '7'.")]
    [TestCase("InverseSqrt:Timescale=0", "Timescale: Expected a value in [1, 1000000000000000], but got '0'.")]
    [TestCase("InverseSqrt:MinimumFactor=2", "MinimumFactor: Expected a value in [0, 1], but got '2'.")]
    [TestCase("WarmupStableDecay:DecaySteps=0", "DecaySteps: Expected a value in [1, 1000000000000000], but got '0'.")]
    [TestCase("WarmupStableDecay:DecayShape=7", "DecayShape: Expected one of Cosine, Linear, SquareRoot, but got '7'.")]
    [TestCase("WarmupStableDecay:MinimumFactor=2", "MinimumFactor: Expected a value in [0, 1], but got '2'.")]
    [TestCase("Warmup:Steps=0", "Steps: Expected a value in [1, 1000000000000000], but got '0'.")]
    [TestCase("Warmup:Start=7", "Start: Expected one of OneStep, Zero, but got '7'.")]
    [TestCase("Warmup:Scheduler:Type=None", "Scheduler:Type: Expected the name of a component, because the Scheduler is required, but got 'None'.")]
    [TestCase("Scaled:Factor=-1", "Factor: Expected a value that is finite and 0 or more, but got '-1'.")]
    [TestCase("Scaled:Scheduler:Type=TemperatureAnnealing", "Scheduler:Type: 'TemperatureAnnealing' is not known. Known: ")]
    [TestCase("Sequential:Parts:0:Steps=0", "Parts:0:Steps: Expected a value in [1, 1000000000000000], but got '0'.")]
    [TestCase("Sequential:Parts:0:Typ=Linear", "Parts:0:Typ: 'Typ' is not known. Did you mean 'Type'?")]
    public void AddX_SettingOutOfRange_IsRefusedWithItsPath(string setting, string expected)
    {
        string type = setting.Split(':')[0];

        Refusal(TrainingSlots.Scheduler, HundredSteps, $"Scheduler:Type={type}", $"Scheduler:{setting}").ShouldContain($"RuVectorTraining:Scheduler:{type}:{expected}");
    }

    [Test]
    public void AddMultiStepSchedule_MilestonesOutOfOrder_IsRefusedWithBothNumbers() =>
        Refusal(TrainingSlots.Scheduler, HundredSteps, "Scheduler:Type=MultiStep", "Scheduler:MultiStep:Milestones:0=80", "Scheduler:MultiStep:Milestones:1=30")
            .ShouldContain("RuVectorTraining:Scheduler:MultiStep:Milestones: Expected milestones in ascending order, but got 30 after 80.");

    [Test]
    public void AddSequentialSchedule_NoParts_IsRefused() =>
        Refusal(TrainingSlots.Scheduler, HundredSteps, "Scheduler:Type=Sequential").ShouldContain("RuVectorTraining:Scheduler:Sequential:Parts: Expected at least one part, but got none.");

    [Test]
    public void AddSequentialSchedule_PartBeforeTheLastWithoutSteps_IsRefusedWithItsPath() =>
        Refusal(TrainingSlots.Scheduler, HundredSteps, "Scheduler:Type=Sequential", "Scheduler:Sequential:Parts:0:Type=Linear", "Scheduler:Sequential:Parts:1:Type=Linear")
            .ShouldContain("RuVectorTraining:Scheduler:Sequential:Parts:0:Steps: Expected a number of steps for every part but the last, but got none.");

    [Test]
    public void AddWarmupStableDecaySchedule_DecayLongerThanItsSteps_IsRefusedWithBothNumbers()
    {
        string[] settings = ["Scheduler:Type=WarmupStableDecay", "Scheduler:WarmupStableDecay:WarmupSteps=50", "Scheduler:WarmupStableDecay:DecaySteps=51"];

        Refusal(TrainingSlots.Scheduler, null, [.. settings, "Scheduler:WarmupStableDecay:TotalSteps=100"])
            .ShouldContain("RuVectorTraining:Scheduler:WarmupStableDecay:DecaySteps: Expected at most the 50 steps after the warm-up, but got 51.");
        CreationError(TrainingSlots.Scheduler, HundredSteps, settings)
            .ShouldBe("Expected the DecaySteps of the schedule 'WarmupStableDecay' to be at most its 50 steps after the warm-up, but got 51.");
    }

    [Test]
    public void AddWarmupSchedule_NotShorterThanTheRun_IsRefusedWithBothNumbers() =>
        CreationError(TrainingSlots.Scheduler, HundredSteps, "Scheduler:Type=Warmup", "Scheduler:Warmup:Steps=100", "Scheduler:Warmup:Scheduler:Type=Linear")
            .ShouldBe("Expected the Steps of the schedule 'Warmup' to be less than the 100 steps of the run, but got 100.");

    [Test]
    public void AddSequentialSchedule_PartsLongerThanTheRun_IsRefusedWithBothNumbers() =>
        CreationError(TrainingSlots.Scheduler, HundredSteps, "Scheduler:Type=Sequential", "Scheduler:Sequential:Parts:0:Type=Linear", "Scheduler:Sequential:Parts:0:Steps=100", "Scheduler:Sequential:Parts:1:Type=Linear")
            .ShouldBe("Expected 1 or more steps for the last part of the schedule 'Sequential', but the parts before take 100 of the 100 steps.");

    [TestCase("OneCycle", "TotalSteps=2", "Expected 3 or more steps for one cycle, but got 2.")]
    [TestCase("OneCycle", "RiseFraction=0.01", "Expected a rise of 1 to 98 of the 100 steps of the cycle, but got 0.")]
    [TestCase("CosineRestarts", "Cycles=101", "Expected cycles of 1 or more steps in 100 steps, but got 101 cycles with the factor 1.")]
    public void AddX_RunTooShortForItsShape_IsRefusedWithBothNumbers(string type, string setting, string expected) =>
        Should.Throw<ArgumentOutOfRangeException>(() => CreateAny(TrainingSlots.Scheduler, HundredSteps, [$"Scheduler:Type={type}", $"Scheduler:{type}:{setting}"])).Message.ShouldStartWith(expected);

    [TestCase("CosineRestarts", "TotalSteps")]
    [TestCase("Polynomial", "TotalSteps")]
    [TestCase("Step", "TotalSteps")]
    [TestCase("OneCycle", "TotalSteps")]
    [TestCase("WarmupStableDecay", "TotalSteps")]
    [TestCase("Warmup", "Steps")]
    public void AddX_NoLength_TellsBothWaysToGiveIt(string type, string own) =>
        CreationError(TrainingSlots.Scheduler, null, [$"Scheduler:Type={type}", .. type == "Warmup" ? (string[])["Scheduler:Warmup:Scheduler:Type=Constant"] : []]).ShouldBe(
            $"Expected the length of '{type}', but neither its {own} nor TrainingRunContext.TotalSteps is given. Set {own} in the section '{type}', or tell the factory the TotalSteps of the run.");

    [TestCase("Exponential:WarmupSteps=1")]
    [TestCase("Step:StepSize=5")]
    [TestCase("MultiStep:Milestones:0=5")]
    [TestCase("InverseSqrt:WarmupSteps=1")]
    [TestCase("CosineRestarts:CycleSteps=5")]
    public void AddX_NoLength_IsNotNeeded(string setting) =>
        Create(TrainingSlots.Scheduler, null, static b => b.AddCurriculum(), $"Scheduler:Type={setting.Split(':')[0]}", $"Scheduler:{setting}").ValueAt(0).ShouldBe(1f);

    // A run of 90 steps, or as the settings say.
    private static float[] ValuesOf(string type, string[] settings, params long[] positions) => ValuesAt(
        Create(TrainingSlots.Scheduler, new TrainingRunContext { TotalSteps = 90 }, static b => b.AddCurriculum(), [$"Scheduler:Type={type}", .. settings.Select(setting => $"Scheduler:{type}:{setting}")]),
        positions);
}
