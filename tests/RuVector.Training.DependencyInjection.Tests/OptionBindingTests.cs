using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace RuVector.Training.DependencyInjection.Tests;

/// <summary>Nested objects, lists and maps, with a generated binder that refuses unknown keys, and with one that does not.</summary>
[TestFixtureSource(nameof(Binders))]
public sealed class OptionBindingTests(string name, Action<IConfiguration, StagesOptions> bind)
{
    private const string Path = "RuVectorTraining:Curriculum:Stages";

    public static TestFixtureData[] Binders() =>
    [
        Binder("Lenient", static (section, options) => section.Bind(options)),
        Binder("Strict", static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true)),
    ];

    [Test]
    public void Create_NestedSettings_AreBound()
    {
        using IHost host = Build(
            ("Stages:0:Name", "warm"), ("Stages:0:Difficulty", "0.25"), ("Stages:1:Name", "hot"), ("Stages:1:Limits:Rank", "7"),
            ("Limits:Measure", "dot"), ("Milestones:0", "3"), ("Milestones:1", "5"), ("Weights:a", "0.5"));

        StagesOptions options = ((FakeCurriculum)host.Create<IScheduler<CurriculumStage>>()).Options;

        options.Stages.Select(static s => (s.Name, s.Difficulty, s.Limits.Rank)).ShouldBe([("warm", 0.25f, 10), ("hot", 0f, 7)]);
        options.Limits.Measure.ShouldBe(ScoreMeasure.Dot);
        options.Milestones.ShouldBe([3, 5]);
        options.Weights.ShouldBe(new Dictionary<string, float> { ["a"] = 0.5f });
    }

    [TestCase("Stages:0:Dificulty", "0.5", "Stages:0:Dificulty: 'Dificulty' is not known. Did you mean 'Difficulty'? Known: Difficulty, Limits, Name.")]
    [TestCase("Stages:0:Difficulty", "2", "Stages:0:Difficulty: Expected a value in [0, 1], but got '2'.")]
    [TestCase("Stages:0:Difficulty", "hard", "Stages:0:Difficulty: Expected a number (Single), but got 'hard'.")]
    [TestCase("Stages:0:Difficulty", "NaN", "Stages:0:Difficulty: Expected a finite number, but got 'NaN'.")]
    [TestCase("Stages:0:Limits:Rank", "0", "Stages:0:Limits:Rank: Expected a value in [1, 100], but got '0'.")]
    [TestCase("Stages:0:Limits:Measure", "Dott", "Stages:0:Limits:Measure: Expected one of Cosine, Dot, Euclidean, SquaredEuclidean, UnitEuclidean, but got 'Dott'. Did you mean 'Dot'?")]
    [TestCase("Stages:0:Limits:Rnak", "5", "Stages:0:Limits:Rnak: 'Rnak' is not known. Did you mean 'Rank'? Known: Measure, Rank.")]
    [TestCase("Stages:0", "warm", "Stages:0: Expected a section or a list, but got the value 'warm'.")]
    [TestCase("Stages", "warm", "Stages: Expected a section or a list, but got the value 'warm'.")]
    [TestCase("Limits", "5", "Limits: Expected a section or a list, but got the value '5'.")]
    [TestCase("Limit:Rank", "5", "Limit: 'Limit' is not known. Did you mean 'Limits'? Known: Limits, Milestones, Stages, Weights.")]
    [TestCase("Limits:Rank:Low", "5", "Limits:Rank:Low: 'Low' is not known. Known: none.")]
    [TestCase("Milestones:0", "three", "Milestones:0: Expected a whole number (Int32), but got 'three'.")]
    [TestCase("Milestones:0", "", "Milestones:0: Expected a whole number (Int32), but got ''.")]
    [TestCase("Weights:a", "0,5", "Weights:a: Expected a number (Single), but got '0,5'.")]
    [TestCase("Weights:a", "NaN", "Weights:a: Expected a finite number, but got 'NaN'.")]
    public void Start_NestedMistake_IsReportedAtItsKey(string key, string value, string expected) =>
        TestHost.ProblemsOf(Build((key, value))).ShouldBe([$"{Path}:{expected}"]);

    [Test]
    public void Start_MistakesAtEveryLevel_AreAllReported() =>
        TestHost.ProblemsOf(Build(
            ("Stages:0:Difficulty", "2"), ("Stages:1:Difficulty", "x"), ("Stages:1:Nam", "a"), ("Stages:1:Bogus:Deep", "a"), ("Stages:2:Limits:Rank", "y"),
            ("Limits:Rank", "0"), ("Limits:A", "1"), ("Limits:B", "1"), ("Milestones:1", "z")))
            .Select(static problem => problem.Split(": ")[0][(Path.Length + 1)..])
            .Order(StringComparer.Ordinal)
            .ShouldBe(["Limits:A", "Limits:B", "Limits:Rank", "Milestones:1", "Stages:0:Difficulty", "Stages:1:Bogus", "Stages:1:Difficulty", "Stages:1:Nam", "Stages:2:Limits:Rank"]);

    [Test]
    public void Create_EmptyListAndEmptyObject_AreTheDefaults()
    {
        using IHost host = Build(("Stages", ""), ("Limits", null), ("Weights", null));

        StagesOptions options = ((FakeCurriculum)host.Create<IScheduler<CurriculumStage>>()).Options;

        options.Stages.ShouldBeEmpty();
        options.Limits.Rank.ShouldBe(10);
    }

    [Test]
    public void Start_NoValue_IsTheDefault() => TestHost.ProblemsOf(Build(("Limits:Rank", null), ("Stages:0:Name", "a"))).ShouldBeEmpty();

    public override string ToString() => name;

    private static TestFixtureData Binder(string name, Action<IConfiguration, StagesOptions> bind) => new TestFixtureData(name, bind).SetArgDisplayNames(name);

    private IHost Build(params (string Key, string? Value)[] settings) => TestHost.Build(
        [.. TestHost.Valid, ("Curriculum:Type", "Stages"), .. settings.Select(static s => ($"Curriculum:Stages:{s.Key}", s.Value))],
        builder => builder.AddMargin().AddDecay().AddComponent<IScheduler<CurriculumStage>, StagesOptions, StagesOptionsValidator>("Stages", bind, static (options, _) => new FakeCurriculum(options)));
}
