using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace RuVector.Training.DependencyInjection.Tests;

/// <summary>A loss that learns needs an optimizer of its own, and a temperature is scheduled or learned, never both.</summary>
[TestFixture]
public sealed class LearningLossTests
{
    private static readonly (string Key, string? Value)[] _scheduled =
        [("Optimizer:Type", "Decay"), ("Optimizer:Decay:LearningRate", "0.5"), ("Temperature:Type", "Warmup"), ("Loss:Type", "Warm")];

    [Test]
    public void CreateRun_LossLearns_GetsASecondOptimizerOfTheSameSettings()
    {
        using IHost host = Build([.. _scheduled, ("Temperature:Type", "None"), ("Loss:Warm:Learns", "true")]);

        TrainingRun run = host.CreateRun();

        run.LossOptimizer.ShouldBeOfType<FakeOptimizer>().ShouldNotBeSameAs(run.Optimizer);
        ((FakeOptimizer)run.LossOptimizer!).Options.LearningRate.ShouldBe(0.5f);
        run.LossOptimizer.Step([], []);
        (run.LossOptimizer.StepCount, run.Optimizer.StepCount).ShouldBe((1L, 0L));
    }

    [Test]
    public void CreateRun_LossLearnsNothing_GetsNone()
    {
        using IHost host = Build(_scheduled);
        using IHost withoutParameters = TestHost.Build(TestHost.Valid);

        (host.CreateRun().LossOptimizer, withoutParameters.CreateRun().LossOptimizer).ShouldBe((null, null));
    }

    [Test]
    public void Start_ScheduleForALearnedTemperature_IsRefusedNamingBothKeys() =>
        TestHost.ProblemsOf(Build([.. _scheduled, ("Profiles:p:Loss:Warm:Learns", "true")])).ShouldBe(
            ["RuVectorTraining:Temperature:Type: Expected None, because RuVectorTraining:Profiles:p:Loss:Warm:Learns makes the temperature a learned one, but got 'Warmup'. Leave one of the two out."]);

    [Test]
    public void CreateRun_ScheduleForALearnedTemperature_IsRefusedTheSame()
    {
        using IHost host = Build([.. _scheduled, ("Loss:Warm:Learns", "true")]);

        Should.Throw<OptionsValidationException>(() => host.CreateRun()).Message.ShouldBe(
            "RuVectorTraining:Temperature:Type: Expected None, because RuVectorTraining:Loss:Warm:Learns makes the temperature a learned one, but got 'Warmup'. Leave one of the two out.");
    }

    [Test]
    public void Start_ScheduleWithoutATemperature_IsRefusedNamingTheLoss() =>
        TestHost.ProblemsOf(Build([.. _scheduled, ("Loss:Type", "Acme")])).ShouldBe(
            ["RuVectorTraining:Temperature:Type: Expected None, because the loss 'Acme' of RuVectorTraining:Loss:Type has no temperature that a schedule can set, but got 'Warmup'."]);

    [Test]
    public void Start_ScheduleAndALossThatIsNotKnown_ReportsTheLossAlone() =>
        TestHost.ProblemsOf(Build([.. _scheduled, ("Loss:Type", "Group"), ("Loss:Group:Members:a:Type", "Wram")])).ShouldBe(
            ["RuVectorTraining:Loss:Group:Members:a:Type: 'Wram' is not known. Did you mean 'Warm'? Known: Acme, CosineMargin, Group, Margin, Warm."]);

    [Test]
    public void Start_ScheduleAndAnOptionalLossThatIsNotKnown_ReportsTheLossAlone() =>
        TestHost.ProblemsOf(Build([.. _scheduled, ("Loss:Type", "Group"), ("Loss:Group:Fallback:Type", "Gone")])).ShouldBe(
            ["RuVectorTraining:Loss:Group:Fallback:Type: 'Gone' is not known. Known: Acme, CosineMargin, Group, Margin, Warm."]);

    [TestCase("Warm", "false")]
    [TestCase("Warm", "true", "RuVectorTraining:Loss:Group:Members:a:Warm:Learns makes the temperature a learned one, but got 'Warmup'. Leave one of the two out.")]
    [TestCase("Acme", "true", "the loss 'Group' of RuVectorTraining:Loss:Type has no temperature that a schedule can set, but got 'Warmup'.")]
    public void Start_ScheduleForALossInside_IsCheckedAgainstIt(string type, string learns, params string[] problems) =>
        TestHost.ProblemsOf(Build([.. _scheduled, ("Loss:Type", "Group"), ("Loss:Group:Members:a:Type", type), ("Loss:Group:Members:a:Warm:Learns", learns)]))
            .ShouldBe(problems.Select(static problem => $"RuVectorTraining:Temperature:Type: Expected None, because {problem}"));

    private static IHost Build((string Key, string? Value)[] settings) =>
        TestHost.Build(settings.GroupBy(static s => s.Key).Select(static same => same.Last()), static b => b.AddFakes().AddAcme().AddGroup().AddWarm());
}

public sealed class WarmOptions : ITemperatureSettings
{
    public bool Learns { get; set; }

    string? ITemperatureSettings.LearnedBy => Learns ? nameof(Learns) : null;
}

internal sealed class WarmOptionsValidator : IValidateOptions<WarmOptions>
{
    public ValidateOptionsResult Validate(string? name, WarmOptions options) => ValidateOptionsResult.Success;
}

internal sealed class WarmLoss(WarmOptions options) : ILoss, IParameterized
{
    public ParameterSet Parameters { get; } = options.Learns ? new(new ParameterShape("warmth")) : new();

    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default) => new(0, batch.Anchors.Rows);
}

internal static class WarmTrainingBuilderExtensions
{
    public static ITrainingBuilder AddWarm(this ITrainingBuilder builder) =>
        builder.AddComponent<ILoss, WarmOptions, WarmOptionsValidator>(
            "Warm",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new WarmLoss(options));
}
