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

        for (int i = 1; i < values.Length; i++)
        {
            int sign = Math.Sign(values[i] - values[i - 1]);

            (sign == 0 || sign == SignOf(movement)).ShouldBeTrue($"{name}: value {i} is {values[i]:R} after {values[i - 1]:R}");
        }

        Math.Sign(values[^1] - values[0]).ShouldBe(SignOf(movement), name);
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
