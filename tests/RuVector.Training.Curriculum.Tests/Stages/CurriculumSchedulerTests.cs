namespace RuVector.Training.Curriculum.Tests;

public sealed class CurriculumSchedulerTests
{
    private static readonly (CurriculumStage Stage, string Problem)[] _badStages =
    [
        (new() { Name = "", Samples = 1 }, "Expected a name, but got none."),
        (new() { Name = "a", Difficulty = 1.5f }, "Expected a difficulty in [0, 1], but got 1.5."),
        (new() { Name = "a", Difficulty = float.NaN }, "Expected a difficulty in [0, 1], but got NaN."),
        (new() { Name = "a", Samples = -1 }, "Expected a number of samples of 0 or more, but got -1."),
        (new() { Name = "a", NegativesPerAnchor = -1 }, "Expected a number of negatives of 0 or more, but got -1."),
        (new() { Name = "a", Margin = float.PositiveInfinity }, "Expected a finite margin of 0 or more, but got Infinity."),
        (new() { Name = "a", Margin = -0.5f }, "Expected a finite margin of 0 or more, but got -0.5."),
        (new() { Name = "a", Temperature = 0f }, "Expected a temperature in [0.0001, 10000], but got 0."),
        (new() { Name = "a", RankStart = -2 }, "Expected a first rank of 0 or more, but got -2."),
        (new() { Name = "a", RankStart = 4, RankEnd = 4 }, "Expected a last rank above the first one, 4, but got 4."),
        (new() { Name = "a", Samples = long.MaxValue }, "Expected a number of samples of at most 9223372036854775806 after the 1 of the stages before, but got 9223372036854775807."),
    ];

    [TestCase(0, "a")]
    [TestCase(9, "a")]
    [TestCase(10, "c")]
    [TestCase(14, "c")]
    [TestCase(15, "d")]
    [TestCase(long.MaxValue, "d")]
    public void ValueAt_StagesWithAnEmptyOne_SkipsItAndKeepsTheLast(long samples, string expected) =>
        Curriculum(("a", 10), ("b", 0), ("c", 5), ("d", 5)).ValueAt(samples).Name.ShouldBe(expected);

    [Test]
    public void ValueAt_EmptyFirstStage_StartsWithTheSecond() => Curriculum(("a", 0), ("b", 5)).ValueAt(0).Name.ShouldBe("b");

    [Test]
    public void ValueAt_EmptyLastStage_FollowsForEver() => Curriculum(("a", 10), ("b", 0)).ValueAt(10).Name.ShouldBe("b");

    [TestCase(0, 0)]
    [TestCase(5, 0.25)]
    [TestCase(20, 1)]
    [TestCase(long.MaxValue, 1)]
    public void ProgressAt_TwentySamples_IsTheirPart(long samples, double expected) =>
        Curriculum(("a", 10), ("b", 10)).ProgressAt(samples).ShouldBe(expected);

    [Test]
    public void ValueAtAndProgressAt_NegativePosition_AreRefused()
    {
        CurriculumScheduler curriculum = Curriculum(("a", 10));

        Should.Throw<ArgumentOutOfRangeException>(() => curriculum.ValueAt(-1)).Message.ShouldStartWith("Expected a position of 0 or more, but got -1.");
        Should.Throw<ArgumentOutOfRangeException>(() => curriculum.ProgressAt(-1)).Message.ShouldStartWith("Expected a position of 0 or more, but got -1.");
    }

    [Test]
    public void Constructor_ListChangesLater_CurriculumDoesNot()
    {
        List<CurriculumStage> stages = [new() { Name = "a", Samples = 3 }];
        CurriculumScheduler curriculum = new(stages);
        stages[0] = new CurriculumStage { Name = "b", Samples = 3 };

        curriculum.ValueAt(0).Name.ShouldBe("a");
        curriculum.Stages.Single().Name.ShouldBe("a");
    }

    [TestCaseSource(nameof(_badStages))]
    public void Constructor_StageOutOfRange_NamesStageValueAndRange((CurriculumStage Stage, string Problem) bad) =>
        Should.Throw<ArgumentException>(() => new CurriculumScheduler([new() { Name = "good", Samples = 1 }, bad.Stage])).Message
            .ShouldStartWith($"Stage '{bad.Stage.Name}' at index 1: {bad.Problem}");

    [Test]
    public void Constructor_NullStage_IsRefused() =>
        Should.Throw<ArgumentException>(() => new CurriculumScheduler([null!])).Message.ShouldStartWith("Expected a stage at index 0, but got null.");

    [Test]
    public void Constructor_NoSamples_IsRefused()
    {
        Should.Throw<ArgumentException>(() => new CurriculumScheduler([])).Message.ShouldStartWith("Expected stages with 1 or more samples in all, but got 0 samples in 0 stages.");
        Should.Throw<ArgumentException>(() => Curriculum(("a", 0), ("b", 0))).Message.ShouldStartWith("Expected stages with 1 or more samples in all, but got 0 samples in 2 stages.");
    }

    [Test]
    public void Linear_FourStages_InterpolatesNegativesTemperatureAndDifficulty()
    {
        CurriculumScheduler curriculum = CurriculumScheduler.Linear(4, 1000, 5, 20, 1f, 0.1f);

        curriculum.TotalSamples.ShouldBe(4000);
        curriculum.Stages.Select(static stage => stage.Name).ShouldBe(["stage 1 of 4", "stage 2 of 4", "stage 3 of 4", "stage 4 of 4"]);
        curriculum.Stages.Select(static stage => stage.Samples).ShouldBe([1000, 1000, 1000, 1000]);
        curriculum.Stages.Select(static stage => stage.NegativesPerAnchor).ShouldBe([5, 10, 15, 20]);
        curriculum.Stages.Select(static stage => stage.Temperature).ShouldBe([1f, 0.7f, 0.4f, 0.1f], 1e-7);
        curriculum.Stages.Select(static stage => stage.Difficulty).ShouldBe([0f, 1f / 3, 2f / 3, 1f], 1e-7);
    }

    [Test]
    public void Linear_NegativesBetweenWholeNumbers_AreRoundedWithHalvesAwayFromZero() =>
        CurriculumScheduler.Linear(3, 1, 5, 10, 1f, 1f).Stages.Select(static stage => stage.NegativesPerAnchor).ShouldBe([5, 8, 10]);

    [Test]
    public void Linear_ExtremeNegatives_DoNotOverflow() =>
        CurriculumScheduler.Linear(3, 1, int.MaxValue, 0, 1f, 1f).Stages.Select(static stage => stage.NegativesPerAnchor).ShouldBe([int.MaxValue, 1 << 30, 0]);

    [Test]
    public void Linear_OneStage_HasTheValuesOfTheStart()
    {
        CurriculumStage stage = CurriculumScheduler.Linear(1, 10, 5, 20, 1f, 0.1f).ValueAt(0);

        (stage.Difficulty, stage.NegativesPerAnchor, stage.Temperature).ShouldBe((0f, 5, 1f));
    }

    [TestCase(0, 10, 5, 20, 1f, 0.1f, "Expected from 1 to 1000 stages, but got 0.")]
    [TestCase(1001, 10, 5, 20, 1f, 0.1f, "Expected from 1 to 1000 stages, but got 1001.")]
    [TestCase(3, 0, 5, 20, 1f, 0.1f, "Expected 1 or more samples per stage, but got 0.")]
    [TestCase(3, 10, -5, 20, 1f, 0.1f, "Expected 0 or more negatives per anchor, but got -5.")]
    [TestCase(3, 10, 5, -20, 1f, 0.1f, "Expected 0 or more negatives per anchor, but got -20.")]
    [TestCase(1, 10, 5, 20, 0f, 0.1f, "Expected a temperature in [0.0001, 10000], but got 0.")]
    [TestCase(1, 10, 5, 20, 1f, 20000f, "Expected a temperature in [0.0001, 10000], but got 20000.")]
    public void Linear_BadArgument_IsRefused(int stages, long samples, int negativesStart, int negativesEnd, float temperatureStart, float temperatureEnd, string message) =>
        Should.Throw<ArgumentOutOfRangeException>(() => CurriculumScheduler.Linear(stages, samples, negativesStart, negativesEnd, temperatureStart, temperatureEnd)).Message
            .ShouldStartWith(message);

    [Test]
    public void Linear_MoreSamplesThanFit_IsRefused() =>
        Should.Throw<ArgumentException>(() => CurriculumScheduler.Linear(2, long.MaxValue, 5, 20, 1f, 0.1f)).Message.ShouldStartWith(
            "Stage 'stage 2 of 2' at index 1: Expected a number of samples of at most 0 after the 9223372036854775807 of the stages before, but got 9223372036854775807.");

    [Test]
    public void EasyToHard_TenSamples_HasFourStagesAndLosesNone()
    {
        CurriculumScheduler curriculum = CurriculumScheduler.EasyToHard(10);

        curriculum.Stages.Select(static stage => (stage.Name, stage.Samples, stage.Difficulty, stage.Temperature, stage.NegativesPerAnchor)).ShouldBe(
        [
            ("warm-up", 3, 0.1f, 2f, 5),
            ("easy", 3, 0.3f, 1f, 10),
            ("medium", 2, 0.6f, 0.5f, 20),
            ("hard", 2, 1f, 0.1f, 50),
        ]);
    }

    [Test]
    public void EasyToHard_LongestRun_DoesNotOverflow() => CurriculumScheduler.EasyToHard(long.MaxValue).TotalSamples.ShouldBe(long.MaxValue);

    [Test]
    public void EasyToHard_NoSamples_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => CurriculumScheduler.EasyToHard(0)).Message.ShouldStartWith("Expected 1 or more samples, but got 0.");

    private static CurriculumScheduler Curriculum(params (string Name, long Samples)[] stages) =>
        new(stages.Select(static stage => new CurriculumStage { Name = stage.Name, Samples = stage.Samples }));
}
