namespace RuVector.Training.Curriculum.Tests;

/// <summary>Rules for every schedule that follows a metric: one line in the table for each.</summary>
[TestFixtureSource(nameof(Schedulers))]
public sealed class MetricSchedulerConformanceTests(string name, Func<IMetricScheduler> create)
{
    private static readonly double[] _metrics = [.. Enumerable.Range(0, 60).Select(static i => i % 7 == 3 ? double.NaN : 1 + Math.Sin(i))];

    public static TestFixtureData[] Schedulers() =>
    [
        Case("ReduceOnPlateau", static () => new ReduceOnPlateauScheduler(new() { Patience = 2, Cooldown = 1, Reduction = 0.5 })),
        Case("ReduceOnPlateau of a maximum", static () => new ReduceOnPlateauScheduler(new() { Goal = MetricGoal.Maximize, Patience = 0, MinimumFactor = 0.01f })),
    ];

    [Test]
    public void Factor_BeforeAnyMetric_IsOne() => (create().Factor, create().Observations).ShouldBe((1f, 0L), name);

    [Test]
    public void Observe_AnyMetrics_TellsWhenTheFactorChangesAndKeepsItInRange()
    {
        IMetricScheduler scheduler = create();
        int changes = 0;

        foreach (double metric in _metrics)
        {
            float before = scheduler.Factor;
            bool isChanged = scheduler.Observe(metric);

            (scheduler.Factor != before).ShouldBe(isChanged, name);
            scheduler.Factor.ShouldBeInRange(0f, 1f, name);
            changes += isChanged ? 1 : 0;
        }

        changes.ShouldBeGreaterThan(1, name);
        scheduler.Observations.ShouldBe(_metrics.Length, name);
    }

    [Test]
    public void ImportState_AnyMoment_ContinuesToTheBit()
    {
        for (int cut = 0; cut <= _metrics.Length; cut++)
        {
            IMetricScheduler walker = create();
            Factors(walker, _metrics[..cut]);
            IMetricScheduler resumed = create();
            resumed.ImportState(walker.ExportState());

            (resumed.Factor, resumed.Observations).ShouldBe((walker.Factor, walker.Observations), name);
            Factors(resumed, _metrics[cut..]).ShouldBe(Factors(walker, _metrics[cut..]), $"{name} after {cut}");
        }
    }

    [Test]
    public void ExportState_LaterMetrics_DoNotChangeIt()
    {
        IMetricScheduler scheduler = create();
        MetricSchedulerState state = scheduler.ExportState();
        KeyValuePair<string, double>[] before = [.. state.Scalars];

        Factors(scheduler, _metrics);

        state.Scalars.ToArray().ShouldBe(before, name);
    }

    [Test]
    public void Observe_OneInstance_LeavesOthersAlone()
    {
        (IMetricScheduler one, IMetricScheduler other) = (create(), create());

        Factors(one, _metrics);

        (other.Factor, other.Observations).ShouldBe((1f, 0L), name);
    }

    [Test]
    public void ImportState_OtherKind_IsRefused()
    {
        IMetricScheduler scheduler = create();
        MetricSchedulerState state = scheduler.ExportState();

        Should.Throw<ArgumentException>(() => scheduler.ImportState(state with { Kind = "Other" })).Message.ShouldStartWith($"Expected the state of a {state.Kind}, but got that of a Other.");
    }

    private static TestFixtureData Case(string name, Func<IMetricScheduler> create) => new TestFixtureData(name, create).SetArgDisplayNames(name);

    private static float[] Factors(IMetricScheduler scheduler, double[] metrics) => [.. metrics.Select(metric =>
    {
        scheduler.Observe(metric);
        return scheduler.Factor;
    })];
}
