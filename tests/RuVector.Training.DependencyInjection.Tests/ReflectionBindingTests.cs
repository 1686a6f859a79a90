using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace RuVector.Training.DependencyInjection.Tests;

/// <summary>A package that does not generate its binding gets the binder that reflects: nothing passes it either.</summary>
[TestFixture]
public sealed class ReflectionBindingTests
{
    [TestCase("Milestones:0", "three", "Milestones:0: Expected a whole number (Int32), but got 'three'.")]
    [TestCase("Weights:a", "0,5", "Weights:a: Expected a number (Single), but got '0,5'.")]
    [TestCase("Limit:Rank", "5", "Limit: 'Limit' is not known. Did you mean 'Limits'? Known: Limits, Milestones, Stages, Weights.")]
    [TestCase("Limits:Rank", "0", "Limits:Rank: Expected a value in [1, 100], but got '0'.")]
    [TestCase("Limits:Rank", "many", "Limits:Rank: Expected a whole number (Int32), but got 'many'.")]
    [TestCase("Stages:0:Dificulty", "0.5", "Stages:0:Dificulty: 'Dificulty' is not known. Did you mean 'Difficulty'? Known: Difficulty, Limits, Name.")]
    [TestCase("Stages:0:Difficulty", "hard", "Stages:0:Difficulty: Expected a number (Single), but got 'hard'.")]
    [TestCase("Weights:a", "NaN", "Weights:a: Expected a finite number, but got 'NaN'.")]
    public void Start_Mistake_IsReportedAtItsKey(string key, string value, string expected) =>
        TestHost.ProblemsOf(Build((key, value))).ShouldBe([$"RuVectorTraining:Curriculum:Stages:{expected}"]);

    [TestCase("Stages", "warm")]
    [TestCase("Stages:0", "warm")]
    [TestCase("Limits", "5")]
    public void Start_ValueInPlaceOfASection_IsRefused(string key, string value) =>
        TestHost.ProblemsOf(Build((key, value))).ShouldHaveSingleItem().ShouldStartWith("RuVectorTraining:Curriculum:Stages");

    [Test]
    public void Create_NestedSettings_AreBound()
    {
        using IHost host = Build(("Stages:0:Name", "warm"), ("Stages:1:Limits:Rank", "7"), ("Weights:a", "0.5"));

        StagesOptions options = ((FakeCurriculum)host.Create<IScheduler<CurriculumStage>>()).Options;

        options.Stages.Select(static s => (s.Name, s.Limits.Rank)).ShouldBe([("warm", 10), ("", 7)]);
        options.Weights["a"].ShouldBe(0.5f);
    }

    private static IHost Build(params (string Key, string? Value)[] settings)
    {
        // Called through a delegate, so that no generator sees it.
        Action<IConfiguration, object, Action<BinderOptions>> bind = ConfigurationBinder.Bind;
        return TestHost.Build(
            [.. TestHost.Valid, ("Curriculum:Type", "Stages"), .. settings.Select(static s => ($"Curriculum:Stages:{s.Key}", s.Value))],
            builder => builder.AddMargin().AddDecay().AddComponent<IScheduler<CurriculumStage>, StagesOptions, StagesOptionsValidator>(
                "Stages", (section, options) => bind(section, options, static b => b.ErrorOnUnknownConfiguration = true), static (options, _) => new FakeCurriculum(options)));
    }
}
