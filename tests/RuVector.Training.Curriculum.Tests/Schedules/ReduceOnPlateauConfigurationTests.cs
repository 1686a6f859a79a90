using Microsoft.Extensions.DependencyInjection;
using static RuVector.Training.Curriculum.Tests.Configured;

namespace RuVector.Training.Curriculum.Tests;

public sealed class ReduceOnPlateauConfigurationTests
{
    [Test]
    public void AddReduceOnPlateau_Defaults_PutUpWithTenBadMetrics()
    {
        IMetricScheduler scheduler = Create();

        Enumerable.Range(0, 12).Count(_ => scheduler.Observe(1)).ShouldBe(1);
        scheduler.Factor.ShouldBe(0.1f);
    }

    [TestCase("Goal=Maximize", 1, 2, 1f)]
    [TestCase("Reduction=0.25", 1, 1, 0.25f)]
    [TestCase("RefuseNonFinite=false", 1, double.NaN, 0.1f)]
    [TestCase("Threshold=0.5", 1, 0.6, 0.1f)]
    [TestCase("MinimumFactor=0.3", 1, 1, 0.3f)]
    [TestCase("MinimumChange=0.95", 1, 1, 1f)]
    public void AddReduceOnPlateau_Setting_ReachesTheScheduler(string setting, double first, double second, float expected)
    {
        IMetricScheduler scheduler = Create(["Patience=0", setting]);
        scheduler.Observe(first);
        scheduler.Observe(second);

        scheduler.Factor.ShouldBe(expected);
    }

    [Test]
    public void AddReduceOnPlateau_ThresholdKindCooldownAndRefusal_ReachTheScheduler()
    {
        IMetricScheduler scheduler = Create("Patience=0", "ThresholdKind=Absolute", "Threshold=3", "Cooldown=1", "RefuseNonFinite=true");

        bool[] changes = [scheduler.Observe(10), scheduler.Observe(8), scheduler.Observe(8), scheduler.Observe(8), scheduler.Observe(6)];

        changes.ShouldBe([false, true, false, true, false]);
        Should.Throw<ArgumentOutOfRangeException>(() => scheduler.Observe(double.NaN));
    }

    [TestCase("Goal=7", "Goal: Expected one of Maximize, Minimize, but got '7'.")]
    [TestCase("Reduction=1", "Reduction: Expected a value in (0, 1), but got '1'.")]
    [TestCase("Patience=-1", "Patience: Expected a value of 0 or more, but got '-1'.")]
    [TestCase("Threshold=-1", "Threshold: Expected a value that is finite and 0 or more, but got '-1'.")]
    [TestCase("ThresholdKind=7", "ThresholdKind: Expected one of Absolute, Relative, but got '7'.")]
    [TestCase("Cooldown=-1", "Cooldown: Expected a value of 0 or more, but got '-1'.")]
    [TestCase("MinimumFactor=2", "MinimumFactor: Expected a value in [0, 1], but got '2'.")]
    [TestCase("MinimumChange=2", "MinimumChange: Expected a value in [0, 1], but got '2'.")]
    public void AddReduceOnPlateau_SettingOutOfRange_IsRefusedWithItsPath(string setting, string expected) =>
        Refusal(TrainingSlots.MetricScheduler, null, "MetricScheduler:Type=ReduceOnPlateau", $"MetricScheduler:ReduceOnPlateau:{setting}").ShouldContain($"RuVectorTraining:MetricScheduler:ReduceOnPlateau:{expected}");

    private static IMetricScheduler Create(params string[] settings)
    {
        using ServiceProvider services = Services(
            static b => b.AddCurriculum(), ["MetricScheduler:Type=ReduceOnPlateau", .. settings.Select(static setting => $"MetricScheduler:ReduceOnPlateau:{setting}")]);
        return services.GetRequiredService<ITrainingFactory<IMetricScheduler>>().Create();
    }
}
