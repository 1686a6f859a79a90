using Microsoft.Extensions.DependencyInjection;
using static RuVector.Training.Curriculum.Tests.Configured;

namespace RuVector.Training.Curriculum.Tests;

public sealed class CurriculumConfigurationTests
{
    [Test]
    public void AddEasyToHardCurriculum_Samples_AreThoseOfTheSettingsOrTheRun()
    {
        CurriculumScheduler ofTheRun = Create(11, "Curriculum:Type=EasyToHard");
        CurriculumScheduler ofItsOwn = Create(11, "Curriculum:Type=EasyToHard", "Curriculum:EasyToHard:TotalSamples=40");

        ofTheRun.Stages.Select(static stage => (stage.Name, stage.Samples)).ShouldBe([("warm-up", 3), ("easy", 3), ("medium", 3), ("hard", 2)]);
        ofItsOwn.Stages.ShouldBe(CurriculumScheduler.EasyToHard(40).Stages);
    }

    [Test]
    public void AddStageCurriculum_EverySetting_ReachesTheStages()
    {
        CurriculumScheduler curriculum = Create(
            null,
            [
                "Curriculum:Type=Stages",
                .. Stage(0, "Name=first", "Difficulty=0.25", "Samples=10", "Temperature=0.5", "NegativesPerAnchor=3", "Margin=0.4", "RankStart=5", "RankEnd=50"),
                .. Stage(1, "Samples=0"),
            ]);

        curriculum.Stages.ShouldBe(
        [
            new CurriculumStage { Name = "first", Difficulty = 0.25f, Samples = 10, Temperature = 0.5f, NegativesPerAnchor = 3, Margin = 0.4f, RankStart = 5, RankEnd = 50 },
            new CurriculumStage { Name = "stage 2" },
        ]);
    }

    [Test]
    public void AddStageCurriculum_SamplesLeftOpen_AreWhatTheOthersLeaveOfTheRun() =>
        Create(100, ["Curriculum:Type=Stages", .. Stage(0, "Samples=30"), .. Stage(1, "Margin=0.1"), .. Stage(2, "Samples=9"), .. Stage(3, "Margin=0.1")])
            .Stages.Select(static stage => stage.Samples).ShouldBe([30, 31, 9, 30]);

    [TestCase("Difficulty=2", "Expected a difficulty in [0, 1], but got 2.")]
    [TestCase("Samples=-1", "Expected a number of samples of 0 or more, but got -1.")]
    [TestCase("Temperature=0", "Expected a temperature in [0.0001, 10000], but got 0.")]
    [TestCase("NegativesPerAnchor=-1", "Expected a number of negatives of 0 or more, but got -1.")]
    [TestCase("Margin=-1", "Expected a finite margin of 0 or more, but got -1.")]
    [TestCase("RankStart=-1", "Expected a first rank of 0 or more, but got -1.")]
    [TestCase("RankEnd=0", "Expected a last rank above the first one, 0, but got 0.")]
    public void AddStageCurriculum_StageOutOfRange_IsRefusedWithItsPath(string setting, string expected) =>
        Refusal(TrainingSlots.Curriculum, null, ["Curriculum:Type=Stages", .. Stage(0, "Samples=1"), .. Stage(1, setting)]).ShouldContain($"RuVectorTraining:Curriculum:Stages:Stages:1:{setting.Split('=')[0]}: {expected}");

    [Test]
    public void AddStageCurriculum_NoStages_IsRefused() =>
        Refusal(TrainingSlots.Curriculum, null, "Curriculum:Type=Stages").ShouldContain("RuVectorTraining:Curriculum:Stages:Stages: Expected at least one stage, but got none.");

    [Test]
    public void AddStageCurriculum_NoSamplesInAll_IsRefused() =>
        Refusal(TrainingSlots.Curriculum, null, ["Curriculum:Type=Stages", .. Stage(0, "Samples=0"), .. Stage(1, "Samples=0")])
            .ShouldContain("RuVectorTraining:Curriculum:Stages:Stages: Expected stages with 1 or more samples in all, but got 0 samples in 2 stages.");

    [Test]
    public void AddStageCurriculum_TooManySamples_IsRefusedWithBothNumbers() =>
        Refusal(TrainingSlots.Curriculum, null, ["Curriculum:Type=Stages", .. Stage(0, "Samples=9223372036854775800"), .. Stage(1, "Samples=8")])
            .ShouldContain("RuVectorTraining:Curriculum:Stages:Stages:1:Samples: Expected a number of samples of at most 7 after the 9223372036854775800 of the stages before, but got 8.");

    [Test]
    public void AddStageCurriculum_OthersTakeTheRun_IsRefusedWithBothNumbers() =>
        CreationError(TrainingSlots.Curriculum, new TrainingRunContext { TotalSamples = 31 }, ["Curriculum:Type=Stages", .. Stage(0, "Samples=30"), .. Stage(1, "Margin=0.1"), .. Stage(2, "Margin=0.1")])
            .ShouldBe("Expected 1 or more samples for each of the 2 stages of the curriculum 'Stages' without a number of their own, but the others take 30 of the 31 samples of the run.");

    [TestCase("EasyToHard", "TotalSamples")]
    [TestCase("Stages", "Samples of every stage")]
    public void AddX_NoLength_TellsBothWaysToGiveIt(string type, string own) =>
        CreationError(TrainingSlots.Curriculum, null, [$"Curriculum:Type={type}", .. type == "Stages" ? Stage(0, "Margin=0.1") : []]).ShouldBe(
            $"Expected the length of '{type}', but neither its {own} nor TrainingRunContext.TotalSamples is given. Set {own} in the section '{type}', or tell the factory the TotalSamples of the run.");

    [Test]
    public void AddEasyToHardCurriculum_SamplesOutOfRange_IsRefusedWithItsPath() =>
        Refusal(TrainingSlots.Curriculum, null, "Curriculum:Type=EasyToHard", "Curriculum:EasyToHard:TotalSamples=0")
            .ShouldContain("RuVectorTraining:Curriculum:EasyToHard:TotalSamples: Expected a value in [1, 1000000000000000], but got '0'.");

    private static string[] Stage(int index, params string[] settings) => [.. settings.Select(setting => $"Curriculum:Stages:Stages:{index}:{setting}")];

    private static CurriculumScheduler Create(long? samples, params string[] settings)
    {
        using ServiceProvider services = Services(static b => b.AddCurriculum(), settings);
        return services.GetRequiredService<ITrainingFactory<IScheduler<CurriculumStage>>>().Create(context: new TrainingRunContext { TotalSamples = samples }).ShouldBeOfType<CurriculumScheduler>();
    }
}
