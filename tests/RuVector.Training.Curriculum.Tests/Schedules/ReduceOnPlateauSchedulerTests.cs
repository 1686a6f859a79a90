namespace RuVector.Training.Curriculum.Tests;

public sealed class ReduceOnPlateauSchedulerTests
{
    [Test]
    public void Observe_MoreBadMetricsThanPatience_ReducesTheFactor() =>
        FactorsAfter(new() { Patience = 1, Reduction = 0.5 }, 3, 2, 2, 2, 2, 2).ShouldBe([1f, 1f, 1f, 0.5f, 0.5f, 0.25f]);

    [Test]
    public void Observe_GoodMetric_StartsCountingAnew() =>
        FactorsAfter(new() { Patience = 1, Reduction = 0.5 }, 3, 3, 2, 2, 1, 1, 1).ShouldBe([1f, 1f, 1f, 1f, 1f, 1f, 0.5f]);

    [Test]
    public void Observe_Maximize_TakesMoreForBetter() =>
        FactorsAfter(new() { Goal = MetricGoal.Maximize, Patience = 0, Reduction = 0.5 }, 0.1, 0.2, 0.3, 0.25).ShouldBe([1f, 1f, 1f, 0.5f]);

    [TestCase(ThresholdKind.Relative, MetricGoal.Minimize, 10, 9, 8.9)]
    [TestCase(ThresholdKind.Relative, MetricGoal.Maximize, 10, 11, 11.1)]
    [TestCase(ThresholdKind.Relative, MetricGoal.Minimize, -10, -11, -11.1)]
    [TestCase(ThresholdKind.Relative, MetricGoal.Maximize, -10, -9, -8.9)]
    [TestCase(ThresholdKind.Absolute, MetricGoal.Minimize, 10, 9.9, 9.8)]
    [TestCase(ThresholdKind.Absolute, MetricGoal.Maximize, -10, -9.9, -9.8)]
    public void Observe_Threshold_IsWhatAGoodMetricIsBetterBy(ThresholdKind kind, MetricGoal goal, double best, double notBetter, double better)
    {
        ReduceOnPlateauSchedulerOptions options = new() { ThresholdKind = kind, Goal = goal, Threshold = 0.1, Patience = 0, Reduction = 0.5 };

        FactorsAfter(options, best, notBetter).ShouldBe([1f, 0.5f]);
        FactorsAfter(options, best, better).ShouldBe([1f, 1f]);
    }

    [Test]
    public void Observe_Cooldown_CountsNothingAsBad() =>
        FactorsAfter(new() { Patience = 0, Cooldown = 2, Reduction = 0.5 }, 1, 1, 1, 1, 1, 1).ShouldBe([1f, 0.5f, 0.5f, 0.5f, 0.25f, 0.25f]);

    [Test]
    public void Observe_Minimum_IsNotPassed() =>
        FactorsAfter(new() { Patience = 0, Reduction = 0.5, MinimumFactor = 0.4f }, 1, 1, 1, 1).ShouldBe([1f, 0.5f, 0.4f, 0.4f]);

    [Test]
    public void Observe_ChangeTooSmall_IsLeftOut() =>
        FactorsAfter(new() { Patience = 0, Reduction = 0.5, MinimumChange = 0.3 }, 1, 1, 1, 1).ShouldBe([1f, 0.5f, 0.5f, 0.5f]);

    [Test]
    public void Observe_NotFinite_CountsAsBad([Values(double.NaN, double.PositiveInfinity, double.NegativeInfinity)] double metric, [Values] MetricGoal goal)
    {
        ReduceOnPlateauScheduler scheduler = new(new() { Goal = goal, Patience = 1, Reduction = 0.5 });

        bool[] changes = [scheduler.Observe(metric), scheduler.Observe(metric), scheduler.Observe(5), scheduler.Observe(metric), scheduler.Observe(metric)];

        changes.ShouldBe([false, true, false, false, true]);
        scheduler.Best.ShouldBe(5);
        scheduler.Factor.ShouldBe(0.25f);
    }

    [Test]
    public void Observe_NotFiniteAndRefused_ChangesNothing()
    {
        ReduceOnPlateauScheduler scheduler = new(new() { RefuseNonFinite = true, Patience = 0 });
        scheduler.Observe(1);

        Should.Throw<ArgumentOutOfRangeException>(() => scheduler.Observe(double.NaN)).Message.ShouldStartWith("Expected a finite metric, but got NaN.");

        (scheduler.Observations, scheduler.Factor).ShouldBe((1, 1f));
    }

    [Test]
    public void Best_NothingFiniteYet_IsNone()
    {
        ReduceOnPlateauScheduler scheduler = new(new());
        scheduler.Observe(double.NaN);

        scheduler.Best.ShouldBeNull();
        scheduler.ExportState().Scalars.Keys.ShouldBe(["factor", "bad", "cooldown"]);
    }

    private static readonly object[][] _badOptions =
    [
        [new ReduceOnPlateauSchedulerOptions { Reduction = 0 }, "Expected a reduction in (0, 1), but got 0."],
        [new ReduceOnPlateauSchedulerOptions { Reduction = 1 }, "Expected a reduction in (0, 1), but got 1."],
        [new ReduceOnPlateauSchedulerOptions { Patience = -1 }, "Expected a patience of 0 or more, but got -1."],
        [new ReduceOnPlateauSchedulerOptions { Threshold = double.NaN }, "Expected a finite threshold of 0 or more, but got NaN."],
        [new ReduceOnPlateauSchedulerOptions { Cooldown = -1 }, "Expected a cooldown of 0 or more, but got -1."],
        [new ReduceOnPlateauSchedulerOptions { MinimumFactor = 2 }, "Expected a minimum factor in [0, 1], but got 2."],
        [new ReduceOnPlateauSchedulerOptions { MinimumChange = -1 }, "Expected a minimum change in [0, 1], but got -1."],
        [new ReduceOnPlateauSchedulerOptions { Goal = (MetricGoal)7 }, "Expected a known MetricGoal (Minimize, Maximize), but got 7."],
        [new ReduceOnPlateauSchedulerOptions { ThresholdKind = (ThresholdKind)7 }, "Expected a known ThresholdKind (Relative, Absolute), but got 7."],
    ];

    [TestCaseSource(nameof(_badOptions))]
    public void Constructor_SettingOutOfRange_IsRefused(ReduceOnPlateauSchedulerOptions options, string message) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ReduceOnPlateauScheduler(options)).Message.ShouldStartWith(message);

    [TestCase("factor", 2, "Expected a number 'factor' from 0 to 1 in the state, but got 2.")]
    [TestCase("factor", double.NaN, "Expected a number 'factor' from 0 to 1 in the state, but got NaN.")]
    [TestCase("best", double.NaN, "Expected a number 'best' that is finite in the state, but got NaN.")]
    [TestCase("bad", -1, "Expected a number 'bad' of 0 or more metrics in the state, but got -1.")]
    [TestCase("bad", 0.5, "Expected a number 'bad' of 0 or more metrics in the state, but got 0.5.")]
    [TestCase("cooldown", -1, "Expected a number 'cooldown' of 0 or more metrics in the state, but got -1.")]
    [TestCase("factor", null, "Expected the number 'factor' in the state, but there is none.")]
    public void ImportState_NumberOutOfRangeOrMissing_IsRefused(string name, double? value, string message)
    {
        ReduceOnPlateauScheduler scheduler = new(new() { Patience = 0 });
        scheduler.Observe(1);
        scheduler.Observe(2);
        MetricSchedulerState state = scheduler.ExportState();
        Dictionary<string, double> scalars = new(state.Scalars);
        scalars.Remove(name);
        if (value is { } number)
        {
            scalars[name] = number;
        }

        Should.Throw<ArgumentException>(() => scheduler.ImportState(state with { Scalars = scalars })).Message.ShouldStartWith(message);

        scheduler.ExportState().Scalars.ToArray().ShouldBe(state.Scalars.ToArray());
    }

    [Test]
    public void ImportState_NegativeObservations_IsRefused()
    {
        ReduceOnPlateauScheduler scheduler = new(new());

        Should.Throw<ArgumentException>(() => scheduler.ImportState(scheduler.ExportState() with { Observations = -1 })).Message.ShouldStartWith("Expected 0 or more observations, but got -1.");
    }

    private static float[] FactorsAfter(ReduceOnPlateauSchedulerOptions options, params double[] metrics)
    {
        ReduceOnPlateauScheduler scheduler = new(options);
        return [.. metrics.Select(metric =>
        {
            scheduler.Observe(metric);
            return scheduler.Factor;
        })];
    }
}
