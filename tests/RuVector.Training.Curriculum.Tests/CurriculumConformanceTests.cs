namespace RuVector.Training.Curriculum.Tests;

/// <summary>Rules for every curriculum: one line in the table for each.</summary>
[TestFixtureSource(nameof(Curricula))]
public sealed class CurriculumConformanceTests(string name, Func<IScheduler<CurriculumStage>> create, long length)
{
    private static readonly long[] _farPositions = [int.MaxValue + 5L, 1_000_000_000_000, (1L << 53) + 1, long.MaxValue - 1, long.MaxValue];

    public static TestFixtureData[] Curricula() =>
    [
        Case("List", static () => new CurriculumScheduler([new() { Name = "a", Samples = 7 }, new() { Name = "b" }, new() { Name = "c", Samples = 90 }]), 97),
        Case("Linear", static () => CurriculumScheduler.Linear(5, 20, 5, 50, 1f, 0.05f), 100),
        Case("EasyToHard", static () => CurriculumScheduler.EasyToHard(97), 97),
    ];

    [Test]
    public void ValueAt_EveryPosition_HasAStageWithinTheRanges()
    {
        IScheduler<CurriculumStage> curriculum = create();

        foreach (long position in Positions())
        {
            CurriculumStage stage = curriculum.ValueAt(position);

            stage.Difficulty.ShouldBeInRange(0f, 1f, $"{name} at {position}");
            stage.Temperature.ShouldBeInRange(1e-4f, 1e4f, $"{name} at {position}");
            stage.NegativesPerAnchor.ShouldBeGreaterThanOrEqualTo(0, $"{name} at {position}");
        }
    }

    [Test]
    public void ValueAt_JumpToPosition_IsWhatAWalkFinds()
    {
        IScheduler<CurriculumStage> walker = create();

        foreach (long position in Positions())
        {
            create().ValueAt(position).ShouldBe(walker.ValueAt(position), $"{name} at {position}");
        }

        walker.ValueAt(0).ShouldBe(create().ValueAt(0), $"{name} back at 0");
    }

    [Test]
    public void ValueAt_PastTheEnd_KeepsTheLastStage()
    {
        IScheduler<CurriculumStage> curriculum = create();

        foreach (long position in Positions().Where(position => position >= length))
        {
            curriculum.ValueAt(position).ShouldBeSameAs(curriculum.ValueAt(length), $"{name} at {position}");
        }
    }

    [TestCase(-1)]
    [TestCase(long.MinValue)]
    public void ValueAt_NegativePosition_IsRefused(long position) =>
        Should.Throw<ArgumentOutOfRangeException>(() => create().ValueAt(position)).Message.ShouldStartWith($"Expected a position of 0 or more, but got {position}.");

    [Test]
    public void ValueAt_AfterTheFirstCall_AllocatesNothing()
    {
        IScheduler<CurriculumStage> curriculum = create();
        curriculum.ValueAt(0);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (long position = 0; position < 1000; position++)
        {
            curriculum.ValueAt(position);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static TestFixtureData Case(string name, Func<IScheduler<CurriculumStage>> create, long length) =>
        new TestFixtureData(name, create, length).SetArgDisplayNames(name);

    private IEnumerable<long> Positions() => Enumerable.Range(0, (int)length + 10).Select(static i => (long)i).Concat(_farPositions);
}
