using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace RuVector.Training.DependencyInjection.Tests;

[TestFixture]
public sealed class ProfileTests
{
    private static readonly (string Key, string? Value)[] _settings =
    [
        .. TestHost.Valid, ("Loss:Margin:Margin", "0.5"), ("Loss:Margin:Repeats", "3"),
        ("Profiles:finetune:Loss:Margin:Margin", "0.25"), ("Profiles:finetune:Optimizer:Type", "Plain"), ("Profiles:same", null),
    ];

    [Test]
    public void Create_Profile_LaysItsKeysOverTheOthers()
    {
        using IHost host = TestHost.Build(_settings);

        TrainingRun run = host.CreateRun("finetune");

        MarginOptions loss = ((FakeLoss)run.Loss).Options;
        (loss.Margin, loss.Repeats).ShouldBe((0.25f, 3));
        run.Selected["Optimizer"].ShouldBe("Plain");
    }

    [Test]
    public void Create_Run_KnowsTheKeysItWasMadeFrom()
    {
        (string, string?)[] settings = [.. _settings, ("Optimizer:Decay:LearningRate", "0.5"), ("Loss:CosineMargin:Margin", "1")];
        using IHost host = TestHost.Build(settings);

        IReadOnlyDictionary<string, string> configuration = host.CreateRun("finetune").Configuration;

        configuration["Loss:Margin:Margin"].ShouldBe("0.25");
        configuration["Loss:Margin:Repeats"].ShouldBe("3");
        configuration["optimizer:type"].ShouldBe("Plain");
        configuration.Keys.ShouldBe(configuration.Keys.Order(StringComparer.OrdinalIgnoreCase));
        configuration.Keys.ShouldNotContain(static key => key.StartsWith("Optimizer:Decay") || key.StartsWith("Loss:CosineMargin") || key.StartsWith("Profiles"));
        host.CreateRun().Configuration["Loss:Margin:Margin"].ShouldBe("0.5");
    }

    [Test]
    public void Create_Overrides_LieAboveTheProfile()
    {
        using IHost host = TestHost.Build(_settings);
        ITrainingRunFactory factory = host.Services.GetRequiredService<ITrainingRunFactory>();

        TrainingRun run = factory.Create("finetune", new Dictionary<string, string> { ["loss:margin:margin"] = "0.125", ["Optimizer:Type"] = "Decay" });

        (((FakeLoss)run.Loss).Options.Margin, run.Selected["Optimizer"], run.Configuration["Loss:Margin:Margin"]).ShouldBe((0.125f, "Decay", "0.125"));
        ((FakeLoss)host.CreateRun("finetune").Loss).Options.Margin.ShouldBe(0.25f);
    }

    [Test]
    public void Create_OverridesWithProblems_AreRefusedLikeTheConfiguration()
    {
        using IHost host = TestHost.Build(_settings);
        ITrainingRunFactory factory = host.Services.GetRequiredService<ITrainingRunFactory>();
        Dictionary<string, string> overrides = new() { ["Loss:Margin:Margn"] = "1", ["Optimizer:Type"] = "Plane", ["Profiles:x:Loss:Type"] = "Margin" };

        IEnumerable<string> problems = Should.Throw<OptionsValidationException>(() => factory.Create("", overrides)).Failures;

        problems.ShouldContain(static problem => problem.StartsWith("RuVectorTraining:Loss:Margin:Margn (overridden): 'Margn' is not known."));
        problems.ShouldContain(static problem => problem.StartsWith("RuVectorTraining:Optimizer:Type (overridden): "));
        problems.ShouldContain(static problem => problem.StartsWith("RuVectorTraining:Profiles"));
    }

    [Test]
    public void Create_NoProfile_SeesNothingOfProfiles()
    {
        using IHost host = TestHost.Build(_settings);

        foreach (string? none in new[] { null, "" })
        {
            TrainingRun run = host.CreateRun(none);
            ((FakeLoss)run.Loss).Options.Margin.ShouldBe(0.5f);
            (run.Selected["Optimizer"], run.Profile).ShouldBe(("Decay", ""));
        }
    }

    [TestCase("finetune")]
    [TestCase("FineTune")]
    [TestCase("FINETUNE")]
    public void Create_ProfileInAnyCase_IsFoundAndSpeltAsConfigured(string profile)
    {
        using IHost host = TestHost.Build(_settings);

        host.CreateRun(profile).Profile.ShouldBe("finetune");
        ((FakeLoss)host.Create<ILoss>(profile)).Options.Margin.ShouldBe(0.25f);
    }

    [Test]
    public void Create_ProfileWithoutKeys_IsTheSettingsOutsideOfProfiles()
    {
        using IHost host = TestHost.Build(_settings);

        ((FakeLoss)host.CreateRun("same").Loss).Options.Margin.ShouldBe(0.5f);
    }

    [Test]
    public void Create_NullInAProfile_TakesTheDefaultInPlaceOfTheValueOutside()
    {
        using IHost host = TestHost.Build([.. _settings, ("Profiles:plain:Loss:Margin:Margin", null)]);

        ((FakeLoss)host.CreateRun("plain").Loss).Options.Margin.ShouldBe(0.2f);
    }

    [Test]
    public void Create_ListInAProfile_IsLaidOverTheListOutsideByIndex()
    {
        using IHost host = TestHost.Build(
        [
            .. TestHost.Valid, ("Curriculum:Type", "Stages"), ("Curriculum:Stages:Milestones:0", "1"), ("Curriculum:Stages:Milestones:1", "2"),
            ("Profiles:finetune:Curriculum:Stages:Milestones:0", "9"),
        ]);

        ((FakeCurriculum)host.CreateRun("finetune").Curriculum!).Options.Milestones.ShouldBe([9, 2]);
    }

    [TestCase("finetun", "RuVectorTraining:Profiles: 'finetun' is not known. Did you mean 'finetune'? Known: finetune, same.")]
    [TestCase(" ", "RuVectorTraining:Profiles: ' ' is not known. Known: finetune, same.")]
    public void Create_UnknownProfile_ListsTheKnownOnes(string profile, string expected)
    {
        using IHost host = TestHost.Build(_settings);

        OptionsValidationException refusal = Should.Throw<OptionsValidationException>(() => host.CreateRun(profile));

        refusal.Failures.ShouldBe([expected]);
        refusal.OptionsName.ShouldBe(profile);
        Should.Throw<OptionsValidationException>(() => host.Create<ILoss>(profile)).Failures.ShouldBe([expected]);
    }

    [Test]
    public void Create_ProfileWhereThereIsNone_SaysSo()
    {
        using IHost host = TestHost.Build(TestHost.Valid);

        Should.Throw<OptionsValidationException>(() => host.CreateRun("finetune")).Failures.ShouldBe(["RuVectorTraining:Profiles: 'finetune' is not known. Known: none."]);
    }

    [Test]
    public void Start_ProblemsOfAllProfiles_AreReportedOnceWithTheirPaths() =>
        TestHost.ProblemsOf(
        [
            .. TestHost.Valid, ("Loss:Margin:Repeats", "0"), ("Profiles:a:Loss:Margin:Margin", "-1"), ("Profiles:b:Optimzer:Type", "Decay"), ("Profiles:b:Loss:Margin:Smoothing", "x"),
            ("Profiles:c:Loss:Type", "Magrin"), ("Profiles:c:Profiles:d:Loss:Type", "Margin"),
        ]).ShouldBe(
        [
            "RuVectorTraining:Loss:Margin:Repeats: Expected a value of 1 or more, but got '0'.",
            "RuVectorTraining:Profiles:a:Loss:Margin:Margin: Expected a value that is finite and 0 or more, but got '-1'.",
            "RuVectorTraining:Profiles:b:Optimzer: 'Optimzer' is not known. Did you mean 'Optimizer'? Known: Curriculum, Loss, MetricScheduler, Miner, Optimizer, Profiles, Scheduler, Temperature.",
            "RuVectorTraining:Profiles:b:Loss:Margin:Smoothing: Expected a number (Double), but got 'x'.",
            "RuVectorTraining:Profiles:c:Profiles: Expected no profiles inside of a profile.",
            "RuVectorTraining:Profiles:c:Loss:Type: 'Magrin' is not known. Did you mean 'Margin'? Known: CosineMargin, Margin.",
        ]);

    [Test]
    public void Start_BadValueOutsideThatEveryProfileReplaces_IsStillReported() =>
        TestHost.ProblemsOf([.. TestHost.Valid, ("Loss:Margin:Margin", "-1"), ("Profiles:a:Loss:Margin:Margin", "1")])
            .ShouldBe(["RuVectorTraining:Loss:Margin:Margin: Expected a value that is finite and 0 or more, but got '-1'."]);

    [Test]
    public void Start_EverythingInProfiles_NeedsNoSelectionOutside()
    {
        (string, string?)[] settings = [("Loss:Margin:Margin", "0.5"), ("Profiles:a:Loss:Type", "Margin"), ("Profiles:a:Optimizer:Type", "Decay")];

        TestHost.ProblemsOf(settings).ShouldBeEmpty();

        using IHost host = TestHost.Build(settings);
        host.CreateRun("a").Loss.ShouldBeOfType<FakeLoss>().Options.Margin.ShouldBe(0.5f);
        Should.Throw<OptionsValidationException>(() => host.CreateRun()).Failures.ShouldBe(
        [
            "RuVectorTraining:Loss:Type: Expected the name of a component, but nothing is selected. Set this key, or call Select(\"Loss\", name) in code. Known: CosineMargin, Margin.",
            "RuVectorTraining:Optimizer:Type: Expected the name of a component, but nothing is selected. Set this key, or call Select(\"Optimizer\", name) in code. Known: Decay, Plain.",
        ]);
    }

    [Test]
    public void Start_ProfileWithoutSelection_IsReportedAtTheProfile() =>
        TestHost.ProblemsOf([("Optimizer:Type", "Decay"), ("Profiles:a:Loss:Type", "Margin"), ("Profiles:b:Loss:Margin:Margin", "1")])
            .ShouldBe(["RuVectorTraining:Profiles:b:Loss:Type: Expected the name of a component, but nothing is selected. Set this key, or call Select(\"Loss\", name) in code. Known: CosineMargin, Margin."]);

    [TestCase("a.b")]
    [TestCase("fine tune")]
    [TestCase("(x[")]
    public void Start_OddNameOfAProfile_DisturbsNoText(string profile) =>
        TestHost.ProblemsOf([.. TestHost.Valid, ($"Profiles:{profile}:Loss:Margin:Smoothing", "2")])
            .ShouldBe([$"RuVectorTraining:Profiles:{profile}:Loss:Margin:Smoothing: Expected a value in [0, 1), but got '2'."]);
}
