using Microsoft.Extensions.DependencyInjection;
using static RuVector.Training.Curriculum.Tests.Configured;

namespace RuVector.Training.Curriculum.Tests;

public sealed class CurriculumTrainingBuilderExtensionsTests
{
    [Test]
    public void AddConstantSchedule_Warmup_ReachesTheSchedule()
    {
        IScheduler schedule = Create(TrainingSlots.Scheduler, null, static b => b.AddConstantSchedule(), "Scheduler:Constant:WarmupSteps=4");

        ValuesAt(schedule, 0, 3, 4, 1000).ShouldBe([0.25f, 1f, 1f, 1f]);
    }

    [Test]
    public void AddLinearSchedule_EverySetting_ReachesTheSchedule()
    {
        IScheduler schedule = Create(
            TrainingSlots.Scheduler,
            HundredSteps,
            static b => b.AddLinearSchedule(),
            "Scheduler:Linear:WarmupSteps=4",
            "Scheduler:Linear:WarmupStart=Zero",
            "Scheduler:Linear:TotalSteps=14",
            "Scheduler:Linear:MinimumFactor=0.5");

        ValuesAt(schedule, 0, 1, 4, 9, 14, 100).ShouldBe([0f, 0.25f, 1f, 0.75f, 0.5f, 0.5f]);
    }

    [Test]
    public void AddCosineSchedule_LengthOfTheRun_CountsTheWarmup()
    {
        IScheduler schedule = Create(
            TrainingSlots.Scheduler, HundredSteps, static b => b.AddCosineSchedule(), "Scheduler:Cosine:WarmupSteps=50", "Scheduler:Cosine:MinimumFactor=0.2");

        ValuesAt(schedule, 0, 49, 50, 75, 100).ShouldBe([0.02f, 1f, 1f, 0.6f, 0.2f], 1e-7);
    }

    [Test]
    public void AddTemperatureAnnealing_EverySetting_ReachesTheSchedule()
    {
        IScheduler schedule = Create(
            TrainingSlots.Temperature,
            HundredSteps,
            static b => b.AddTemperatureAnnealing(),
            "Temperature:TemperatureAnnealing:Start=2",
            "Temperature:TemperatureAnnealing:End=1",
            "Temperature:TemperatureAnnealing:Steps=8",
            "Temperature:TemperatureAnnealing:Shape=Step",
            "Temperature:TemperatureAnnealing:StepSize=4");

        ValuesAt(schedule, 0, 3, 4, 7, 8).ShouldBe([2f, 2f, 1.5f, 1.5f, 1f]);
    }

    [TestCase("Linear", 0.535f)]
    [TestCase("Cosine", 0.535f)]
    [TestCase("Exponential", 0.26457513f)]
    [TestCase("Step", 0.535f)]
    public void AddTemperatureAnnealing_ShapeAlone_HasDefaultsAndTheLengthOfTheRun(string shape, float middle)
    {
        IScheduler schedule = Create(TrainingSlots.Temperature, HundredSteps, static b => b.AddTemperatureAnnealing(), $"Temperature:TemperatureAnnealing:Shape={shape}");

        ValuesAt(schedule, 0, 50, 100).ShouldBe([1f, middle, 0.07f], 1e-6);
        (schedule.ValueAt(51) == schedule.ValueAt(50)).ShouldBe(shape == "Step");
    }

    [TestCase("0.0001")]
    [TestCase("10000")]
    public void AddTemperatureAnnealing_LimitsOfTheRange_AreLegal(string limit) =>
        Create(TrainingSlots.Temperature, HundredSteps, static b => b.AddTemperatureAnnealing(), $"Temperature:TemperatureAnnealing:End={limit}")
            .ValueAt(100).ToString("0.####", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(limit);

    [Test]
    public void AddLinearCurriculum_EverySetting_ReachesTheStages()
    {
        CurriculumScheduler curriculum = CreateCurriculum(
            new TrainingRunContext { TotalSamples = 1_000_000 },
            "Curriculum:Linear:Stages=2",
            "Curriculum:Linear:SamplesPerStage=10",
            "Curriculum:Linear:NegativesStart=1",
            "Curriculum:Linear:NegativesEnd=7",
            "Curriculum:Linear:TemperatureStart=0.5",
            "Curriculum:Linear:TemperatureEnd=0.25");

        curriculum.Stages.Select(static stage => (stage.Samples, stage.NegativesPerAnchor, stage.Temperature)).ShouldBe([(10, 1, 0.5f), (10, 7, 0.25f)]);
    }

    [Test]
    public void AddLinearCurriculum_SamplesOfTheRun_AreSharedEvenlyWithoutLoss()
    {
        CurriculumScheduler curriculum = CreateCurriculum(new TrainingRunContext { TotalSamples = 11 }, "Curriculum:Type=Linear");

        curriculum.Stages.Select(static stage => (stage.Samples, stage.NegativesPerAnchor, stage.Temperature)).ShouldBe([(4, 5, 1f), (4, 13, 0.55f), (3, 20, 0.1f)]);
    }

    [Test]
    public void AddCurriculum_EveryComponent_IsRegistered()
    {
        foreach (string name in (string[])["Constant", "Linear", "Cosine", "CosineRestarts", "Polynomial", "Exponential", "Step", "InverseSqrt", "WarmupStableDecay"])
        {
            Create(TrainingSlots.Scheduler, HundredSteps, static b => b.AddCurriculum(), $"Scheduler:Type={name}").ValueAt(0).ShouldBe(1f, name);
        }

        Create(TrainingSlots.Temperature, HundredSteps, static b => b.AddCurriculum(), "Temperature:Type=TemperatureAnnealing").ValueAt(0).ShouldBe(1f);

        using ServiceProvider services = Services(static b => b.AddCurriculum(), "Curriculum:Type=Linear");
        services.GetRequiredService<ITrainingFactory<IScheduler<CurriculumStage>>>().Create(context: new TrainingRunContext { TotalSamples = 3 }).ShouldBeOfType<CurriculumScheduler>();
    }

    [Test]
    public void AddX_SettingsInCode_HoldBelowTheConfiguration()
    {
        IScheduler schedule = Create(
            TrainingSlots.Scheduler,
            null,
            static b => b.AddLinearSchedule(static options => (options.TotalSteps, options.MinimumFactor) = (10, 0.5f)),
            "Scheduler:Linear:MinimumFactor=0.25");

        schedule.ValueAt(10).ShouldBe(0.25f);
    }

    [TestCase("Scheduler", "Constant:WarmupSteps=-1", "Scheduler:Constant:WarmupSteps: Expected a value in [0, 1000000000000000], but got '-1'.")]
    [TestCase("Scheduler", "Linear:WarmupSteps=-1", "Scheduler:Linear:WarmupSteps: Expected a value in [0, 1000000000000000], but got '-1'.")]
    [TestCase("Scheduler", "Linear:TotalSteps=0", "Scheduler:Linear:TotalSteps: Expected a value in [1, 1000000000000000], but got '0'.")]
    [TestCase("Scheduler", "Linear:MinimumFactor=1.5", "Scheduler:Linear:MinimumFactor: Expected a value in [0, 1], but got '1.5'.")]
    [TestCase("Scheduler", "Cosine:WarmupSteps=-1", "Scheduler:Cosine:WarmupSteps: Expected a value in [0, 1000000000000000], but got '-1'.")]
    [TestCase("Scheduler", "Cosine:WarmupStart=7", "Scheduler:Cosine:WarmupStart: Expected one of OneStep, Zero, but got '7'.")]
    [TestCase("Scheduler", "Cosine:MinimumFactor=NaN", "Scheduler:Cosine:MinimumFactor: Expected a finite number, but got 'NaN'.")]
    [TestCase("Temperature", "TemperatureAnnealing:Start=0", "Temperature:TemperatureAnnealing:Start: Expected a temperature in [0.0001, 10000], but got 0.")]
    [TestCase("Temperature", "TemperatureAnnealing:End=10001", "Temperature:TemperatureAnnealing:End: Expected a temperature in [0.0001, 10000], but got 10001.")]
    [TestCase("Temperature", "TemperatureAnnealing:End=NaN", "Temperature:TemperatureAnnealing:End: Expected a finite number, but got 'NaN'.")]
    [TestCase("Temperature", "TemperatureAnnealing:Steps=0", "Temperature:TemperatureAnnealing:Steps: Expected a value in [1, 1000000000000000], but got '0'.")]
    [TestCase("Temperature", "TemperatureAnnealing:StepSize=0", "Temperature:TemperatureAnnealing:StepSize: Expected a value in [1, 1000000000000000], but got '0'.")]
    [TestCase("Curriculum", "Linear:Stages=0", "Curriculum:Linear:Stages: Expected a value in [1, 1000], but got '0'.")]
    [TestCase("Curriculum", "Linear:SamplesPerStage=0", "Curriculum:Linear:SamplesPerStage: Expected a value in [1, 1000000000000000], but got '0'.")]
    [TestCase("Curriculum", "Linear:NegativesStart=-1", "Curriculum:Linear:NegativesStart: Expected a value of 0 or more, but got '-1'.")]
    [TestCase("Curriculum", "Linear:NegativesEnd=-1", "Curriculum:Linear:NegativesEnd: Expected a value of 0 or more, but got '-1'.")]
    [TestCase("Curriculum", "Linear:TemperatureStart=0", "Curriculum:Linear:TemperatureStart: Expected a temperature in [0.0001, 10000], but got 0.")]
    [TestCase("Curriculum", "Linear:TemperatureEnd=0", "Curriculum:Linear:TemperatureEnd: Expected a temperature in [0.0001, 10000], but got 0.")]
    public void AddX_SettingOutOfRange_IsRefusedWithItsPath(string slot, string setting, string expected) =>
        Refusal(slot, HundredSteps, $"{slot}:Type={setting.Split(':')[0]}", $"{slot}:{setting}").ShouldContain($"RuVectorTraining:{expected}");

    [TestCase("Linear")]
    [TestCase("Cosine")]
    [TestCase("Constant")]
    public void AddX_WarmupNotShorterThanItsTotal_IsRefusedWithBothNumbers(string type) =>
        Refusal(TrainingSlots.Scheduler, null, $"Scheduler:Type={type}", $"Scheduler:{type}:WarmupSteps=50", $"Scheduler:{type}:TotalSteps=50")
            .ShouldContain($"RuVectorTraining:Scheduler:{type}:WarmupSteps: Expected less than TotalSteps (50), but got 50.");

    [TestCase("Linear")]
    [TestCase("Cosine")]
    [TestCase("Constant")]
    public void AddX_WarmupNotShorterThanTheRun_IsRefusedWithBothNumbers(string type) =>
        CreationError(TrainingSlots.Scheduler, HundredSteps, $"Scheduler:Type={type}", $"Scheduler:{type}:WarmupSteps=150")
            .ShouldBe($"Expected the WarmupSteps of the schedule '{type}' to be less than its 100 steps, but got 150.");

    [Test]
    public void AddX_RunWithoutSteps_IsRefused() =>
        CreationError(TrainingSlots.Scheduler, new TrainingRunContext { TotalSteps = 0 }, "Scheduler:Type=Cosine").ShouldBe("Expected 1 or more steps for the schedule 'Cosine', but got 0.");

    [TestCase("Scheduler", "Linear", "TotalSteps", "TotalSteps")]
    [TestCase("Scheduler", "Cosine", "TotalSteps", "TotalSteps")]
    [TestCase("Temperature", "TemperatureAnnealing", "Steps", "TotalSteps")]
    [TestCase("Curriculum", "Linear", "SamplesPerStage", "TotalSamples")]
    public void AddX_NoLength_TellsBothWaysToGiveIt(string slot, string type, string own, string run) =>
        CreationError(slot, null, $"{slot}:Type={type}").ShouldBe(
            $"Expected the length of '{type}', but neither its {own} nor TrainingRunContext.{run} is given. Set {own} in the section '{type}', or tell the factory the {run} of the run.");

    [Test]
    public void AddConstantSchedule_NoLength_NeedsNone() =>
        Create(TrainingSlots.Scheduler, null, static b => b.AddConstantSchedule(), "Scheduler:Type=Constant").ValueAt(long.MaxValue).ShouldBe(1f);

    [Test]
    public void AddTemperatureAnnealing_StairLongerThanItsSteps_IsRefusedWithBothNumbers() =>
        Refusal(
            TrainingSlots.Temperature,
            null,
            "Temperature:Type=TemperatureAnnealing",
            "Temperature:TemperatureAnnealing:Shape=Step",
            "Temperature:TemperatureAnnealing:Steps=10",
            "Temperature:TemperatureAnnealing:StepSize=11")
            .ShouldContain("RuVectorTraining:Temperature:TemperatureAnnealing:StepSize: Expected at most Steps (10), but got 11.");

    [Test]
    public void AddTemperatureAnnealing_OtherShape_DoesNotUseTheStair() =>
        Create(
            TrainingSlots.Temperature,
            HundredSteps,
            static b => b.AddTemperatureAnnealing(),
            "Temperature:TemperatureAnnealing:Steps=10",
            "Temperature:TemperatureAnnealing:StepSize=11").ValueAt(10).ShouldBe(0.07f);

    [Test]
    public void AddTemperatureAnnealing_RunShorterThanTheDefaultStair_HasStairsOfOneStep() =>
        ValuesAt(
            Create(TrainingSlots.Temperature, new TrainingRunContext { TotalSteps = 2 }, static b => b.AddTemperatureAnnealing(), "Temperature:TemperatureAnnealing:Shape=Step"),
            0, 1, 2).ShouldBe([1f, 0.535f, 0.07f]);

    [Test]
    public void AddTemperatureAnnealing_RunWithoutSteps_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Create(
            TrainingSlots.Temperature, new TrainingRunContext { TotalSteps = 0 }, static b => b.AddTemperatureAnnealing(), "Temperature:Type=TemperatureAnnealing"))
            .Message.ShouldStartWith("Expected 1 or more steps, but got 0.");

    [Test]
    public void AddLinearCurriculum_FewerSamplesThanStages_IsRefusedWithBothNumbers() =>
        CreationError(TrainingSlots.Curriculum, new TrainingRunContext { TotalSamples = 2 }, "Curriculum:Type=Linear")
            .ShouldBe("Expected 1 or more samples for each of the 3 stages of the curriculum 'Linear', but the run has 2.");

    private static CurriculumScheduler CreateCurriculum(TrainingRunContext context, params string[] settings)
    {
        using ServiceProvider services = Services(static b => b.AddLinearCurriculum(), settings);
        return services.GetRequiredService<ITrainingFactory<IScheduler<CurriculumStage>>>().Create(context: context).ShouldBeOfType<CurriculumScheduler>();
    }
}
