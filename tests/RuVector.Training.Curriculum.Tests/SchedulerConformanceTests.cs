namespace RuVector.Training.Curriculum.Tests;

/// <summary>Rules for every schedule of a number: one line in the table for each.</summary>
[TestFixtureSource(nameof(Schedules))]
public sealed class SchedulerConformanceTests(string name, Func<IScheduler> create, long length, float low, float high, SchedulerConformanceTests.Movement movement)
{
    /// <summary>How the values of a schedule move.</summary>
    public enum Movement
    {
        None,
        Falling,
        Rising,
        UpAndDown,
    }

    private static readonly long[] _farPositions = [int.MaxValue + 5L, 1_000_000_000_000, (1L << 53) + 1, long.MaxValue - 1, long.MaxValue];

    public static TestFixtureData[] Schedules() =>
    [
        Case("Constant", static () => new ConstantScheduler(0.3f), 0, 0.3f, 0.3f, Movement.None),
        Case("Linear", static () => new LinearScheduler(1f, 0.1f, 97), 97, 0.1f, 1f, Movement.Falling),
        Case("Linear up", static () => new LinearScheduler(-0.5f, 2f, 97), 97, -0.5f, 2f, Movement.Rising),
        Case("Linear one step", static () => new LinearScheduler(1f, 0f, 1), 1, 0f, 1f, Movement.Falling),
        Case("Linear extreme", static () => new LinearScheduler(float.MaxValue, float.Epsilon, 1000), 1000, float.Epsilon, float.MaxValue, Movement.Falling),
        Case("Linear endless", static () => new LinearScheduler(1f, 1e-20f, long.MaxValue), long.MaxValue, 1e-20f, 1f, Movement.Falling),
        Case("Cosine", static () => new CosineScheduler(0.003f, 1e-7f, 97), 97, 1e-7f, 0.003f, Movement.Falling),
        Case("Cosine up", static () => new CosineScheduler(0f, 1f, 1000), 1000, 0f, 1f, Movement.Rising),
        Case("Cosine endless", static () => new CosineScheduler(1f, 1e-20f, long.MaxValue), long.MaxValue, 1e-20f, 1f, Movement.Falling),
        Case("CosineRestarts", static () => new CosineRestartsScheduler(1f, 0.1f, 10), long.MaxValue, 0.1f, 1f, Movement.UpAndDown),
        Case("CosineRestarts longer and longer", static () => new CosineRestartsScheduler(0f, 1f, 10, 2), long.MaxValue, 0f, 1f, Movement.UpAndDown),
        Case("CosineRestarts longest", static () => new CosineRestartsScheduler(1f, 0f, long.MaxValue, 1000), long.MaxValue, 0f, 1f, Movement.UpAndDown),
        Case("CosineRestarts within", static () => CosineRestartsScheduler.Within(1f, 0.1f, 97, 3, 2), 97, 0.1f, 1f, Movement.UpAndDown),
        Case("CosineRestarts within endless", static () => CosineRestartsScheduler.Within(1f, 0.1f, long.MaxValue, 62, 2), long.MaxValue, 0.1f, 1f, Movement.UpAndDown),
        Case("Polynomial", static () => new PolynomialScheduler(1f, 1e-7f, 97, 2), 97, 1e-7f, 1f, Movement.Falling),
        Case("Polynomial up", static () => new PolynomialScheduler(-1f, 3f, 97, 0.5), 97, -1f, 3f, Movement.Rising),
        Case("Polynomial extreme", static () => new PolynomialScheduler(float.MaxValue, -float.MaxValue, 97, 1000), 97, -float.MaxValue, float.MaxValue, Movement.Falling),
        Case("Polynomial endless", static () => new PolynomialScheduler(1f, 0f, long.MaxValue, 3), long.MaxValue, 0f, 1f, Movement.Falling),
        Case("Exponential", static () => new ExponentialScheduler(0.1f, 0.95), long.MaxValue, 0f, 0.1f, Movement.Falling),
        Case("Exponential up", static () => new ExponentialScheduler(-1f, 0.5, 100, 2f), long.MaxValue, -1f, 2f, Movement.Rising),
        Case("Exponential steep", static () => new ExponentialScheduler(1f, double.Epsilon, 1, float.Epsilon), long.MaxValue, float.Epsilon, 1f, Movement.Falling),
        Case("Exponential of factor 1", static () => new ExponentialScheduler(0.3f, 1, 5, 0.1f), 0, 0.3f, 0.3f, Movement.None),
        Case("Step", static () => new StepScheduler(1f, 0.1, 30), long.MaxValue, 0f, 1f, Movement.Falling),
        Case("Step up", static () => new StepScheduler(0f, 0.5, 7, 1f), long.MaxValue, 0f, 1f, Movement.Rising),
        Case("MultiStep", static () => new MultiStepScheduler(1f, 0.1, [30, 80]), 80, 0f, 1f, Movement.Falling),
        Case("MultiStep far", static () => new MultiStepScheduler(0f, 0.1, [1, 2, int.MaxValue + 9L, long.MaxValue], 1f), long.MaxValue, 0f, 1f, Movement.Rising),
        Case("OneCycle", static () => new OneCycleScheduler(0.04f, 1f, 4e-6f, 98, 29), 97, 4e-6f, 1f, Movement.UpAndDown),
        Case("OneCycle three phases", static () => new OneCycleScheduler(0.04f, 1f, 4e-6f, 98, 40, ScheduleShape.Linear, threePhases: true), 97, 4e-6f, 1f, Movement.UpAndDown),
        Case("OneCycle of three steps", static () => new OneCycleScheduler(0.95f, 0.85f, 0.95f, 3, 1), 2, 0.85f, 0.95f, Movement.UpAndDown),
        Case("OneCycle endless", static () => new OneCycleScheduler(0f, 1f, 0f, long.MaxValue, (long.MaxValue - 2) / 2, threePhases: true), long.MaxValue, 0f, 1f, Movement.UpAndDown),
        Case("InverseSqrt", static () => new InverseSqrtScheduler(1f, 10), long.MaxValue, 0f, 1f, Movement.Falling),
        Case("InverseSqrt up", static () => new InverseSqrtScheduler(0.1f, long.MaxValue, 1f), long.MaxValue, 0.1f, 1f, Movement.Rising),
        Case("WarmupStableDecay", static () => new WarmupStableDecayScheduler(1f, 0.1f, 10, 67, 20), 97, 0.1f, 1f, Movement.UpAndDown),
        Case("WarmupStableDecay without warm-up", static () => new WarmupStableDecayScheduler(1f, 0f, 0, 0, 97, ScheduleShape.SquareRoot), 97, 0f, 1f, Movement.Falling),
        Case("WarmupStableDecay endless", static () => new WarmupStableDecayScheduler(1f, 0f, 5, long.MaxValue, long.MaxValue, ScheduleShape.Cosine), long.MaxValue, 0.2f, 1f, Movement.Rising),
        Case("Sequential", static () => new SequentialScheduler([new LinearScheduler(0f, 1f, 30), new CosineScheduler(1f, 0.1f, 60)], [30]), 90, 0f, 1f, Movement.UpAndDown),
        Case("Sequential far", static () => new SequentialScheduler([new ConstantScheduler(1f), new LinearScheduler(1f, 0f, 50)], [int.MaxValue + 1L]), long.MaxValue, 0f, 1f, Movement.Falling),
        Case("Scaled", static () => new ScaledScheduler(new LinearScheduler(1f, 0.1f, 97), -2f), 97, -2f, -0.2f, Movement.Rising),
        Case("Competence", static () => new CompetenceScheduler(0.01f, 97), 97, 0.01f, 1f, Movement.Rising),
        Case("Competence linear", static () => new CompetenceScheduler(0.3f, 97, 1), 97, 0.3f, 1f, Movement.Rising),
        Case("Competence steep", static () => new CompetenceScheduler(float.Epsilon, long.MaxValue, 100), long.MaxValue, float.Epsilon, 1f, Movement.Rising),
        Case("Competence of all", static () => new CompetenceScheduler(1f, 5), 0, 1f, 1f, Movement.None),
        Case("Warmup", static () => new WarmupScheduler(new LinearScheduler(1f, 2f, 90), 10), 100, 0.1f, 2f, Movement.Rising),
        Case("Warmup from zero", static () => new WarmupScheduler(new ConstantScheduler(1f), 10, WarmupStart.Zero), 10, 0f, 1f, Movement.Rising),
        Case("Warmup endless", static () => new WarmupScheduler(new ConstantScheduler(1f), long.MaxValue), long.MaxValue, 0f, 1f, Movement.Rising),
        Case("TemperatureAnnealing linear", static () => TemperatureAnnealing.Linear(1f, 0.07f, 97), 97, 0.07f, 1f, Movement.Falling),
        Case("TemperatureAnnealing exponential", static () => TemperatureAnnealing.Exponential(1e4f, 1e-4f, 97), 97, 1e-4f, 1e4f, Movement.Falling),
        Case("TemperatureAnnealing exponential up", static () => TemperatureAnnealing.Exponential(0.05f, 0.5f, 97), 97, 0.05f, 0.5f, Movement.Rising),
        Case("TemperatureAnnealing cosine", static () => TemperatureAnnealing.Cosine(1f, 0.07f, 97), 97, 0.07f, 1f, Movement.Falling),
        Case("TemperatureAnnealing step", static () => TemperatureAnnealing.Step(1f, 0.1f, 97, 10), 97, 0.1f, 1f, Movement.Falling),
        Case("TemperatureAnnealing step up", static () => TemperatureAnnealing.Step(0.1f, 1f, 97, 97), 97, 0.1f, 1f, Movement.Rising),
    ];

    [Test]
    public void ValueAt_EveryPosition_IsFiniteAndWithinBounds()
    {
        IScheduler schedule = create();

        foreach (long position in Positions())
        {
            float value = schedule.ValueAt(position);

            (float.IsFinite(value) && value >= low && value <= high).ShouldBeTrue($"{name} at {position}: {value:R} is not in [{low:R}, {high:R}]");
        }
    }

    [Test]
    public void ValueAt_JumpToPosition_IsWhatAWalkFinds()
    {
        IScheduler walker = create();

        foreach (long position in Positions())
        {
            create().ValueAt(position).ShouldBe(walker.ValueAt(position), $"{name} at {position}");
        }

        walker.ValueAt(0).ShouldBe(create().ValueAt(0), $"{name} back at 0");
    }

    [Test]
    public void ValueAt_ManyThreads_FindTheSameValues()
    {
        IScheduler schedule = create();
        float[] expected = [.. Positions().Select(create().ValueAt)];
        long[] positions = [.. Positions()];

        Parallel.For(0, 2000, i => schedule.ValueAt(positions[i % positions.Length]).ShouldBe(expected[i % positions.Length]));
    }

    [Test]
    public void ValueAt_NextPosition_NeverTurnsBack()
    {
        IScheduler schedule = create();
        float[] values = [.. Positions().Select(schedule.ValueAt)];
        if (movement == Movement.UpAndDown)
        {
            int[] signs = [.. values.Zip(values.Skip(1)).Select(static pair => pair.First.CompareTo(pair.Second)).Distinct()];
            signs.ShouldContain(-1, name);
            signs.ShouldContain(1, name);
            return;
        }

        for (int i = 1; i < values.Length; i++)
        {
            int sign = values[i].CompareTo(values[i - 1]);

            (sign == 0 || sign == SignOf(movement)).ShouldBeTrue($"{name}: value {i} is {values[i]:R} after {values[i - 1]:R}");
        }

        values[^1].CompareTo(values[0]).ShouldBe(SignOf(movement), name);
    }

    [Test]
    public void ValueAt_PastTheEnd_KeepsTheLastValue()
    {
        IScheduler schedule = create();
        float last = schedule.ValueAt(length);

        foreach (long position in Positions().Where(position => position >= length))
        {
            schedule.ValueAt(position).ShouldBe(last, $"{name} at {position}");
        }
    }

    [TestCase(-1)]
    [TestCase(long.MinValue)]
    public void ValueAt_NegativePosition_IsRefused(long position)
    {
        ArgumentOutOfRangeException error = Should.Throw<ArgumentOutOfRangeException>(() => create().ValueAt(position));

        error.Message.ShouldStartWith($"Expected a position of 0 or more, but got {position}.");
        error.ParamName.ShouldBe("position");
    }

    [Test]
    public void ValueAt_AfterTheFirstCall_AllocatesNothing()
    {
        IScheduler schedule = create();
        schedule.ValueAt(0);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (long position = 0; position < 1000; position++)
        {
            schedule.ValueAt(position);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static TestFixtureData Case(string name, Func<IScheduler> create, long length, float low, float high, Movement movement) =>
        new TestFixtureData(name, create, length, low, high, movement).SetArgDisplayNames(name);

    private static int SignOf(Movement movement) => movement switch
    {
        Movement.Falling => -1,
        Movement.Rising => 1,
        _ => 0,
    };

    private IEnumerable<long> Positions() => Enumerable.Range(0, (int)Math.Min(length, 1000) + 10).Select(static i => (long)i).Concat(_farPositions);
}
