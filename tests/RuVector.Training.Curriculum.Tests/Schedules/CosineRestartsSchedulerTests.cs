namespace RuVector.Training.Curriculum.Tests;

public sealed class CosineRestartsSchedulerTests
{
    [Test]
    public void ValueAt_CyclesOfFour_RestartsAtEveryFourthStep()
    {
        CosineRestartsScheduler schedule = new(1f, 0f, 4);
        float root = MathF.Sqrt(0.5f) / 2;

        Enumerable.Range(0, 9).Select(step => schedule.ValueAt(step)).ShouldBe([1f, 0.5f + root, 0.5f, 0.5f - root, 1f, 0.5f + root, 0.5f, 0.5f - root, 1f], 1e-6);
    }

    [Test]
    public void ValueAt_CyclesTwiceAsLongEachTime_RestartsWhereTheyEnd()
    {
        CosineRestartsScheduler schedule = new(1f, 0f, 2, 2);

        Restarts(schedule, 100).ShouldBe([0, 2, 6, 14, 30, 62]);
        schedule.ValueAt(46).ShouldBe(0.5f, 1e-6f);
    }

    [Test]
    public void ValueAt_FarBeyondEveryDouble_RestartsAtTheExactStep()
    {
        CosineRestartsScheduler schedule = new(1f, 0f, 1_000_003);
        long restart = 1_000_003L * 9_000_000_000_000;

        schedule.ValueAt(restart).ShouldBe(1f);
        schedule.ValueAt(restart - 1).ShouldBeLessThan(1e-10f);
    }

    [Test]
    public void Within_ThreeCyclesInNinety_HoldsItsEnd()
    {
        CosineRestartsScheduler schedule = CosineRestartsScheduler.Within(1f, 0.1f, 90, 3);

        Restarts(schedule, 200).ShouldBe([0, 30, 60]);
        schedule.ValueAt(90).ShouldBe(0.1f);
        schedule.ValueAt(1000).ShouldBe(0.1f);
    }

    [Test]
    public void Within_CyclesThatDoNotDivideTheSteps_ShareThemAll()
    {
        CosineRestartsScheduler schedule = CosineRestartsScheduler.Within(1f, 0f, 10, 4);

        // Cycles of 2.5 steps: the third begins at step 5, the second half a step before step 3.
        (schedule.ValueAt(5), schedule.ValueAt(3)).ShouldBe((1f, (float)((1 + Math.Cos(Math.PI * 0.5 / 2.5)) / 2)));
    }

    [Test]
    public void Within_CyclesTwiceAsLongEachTime_FillTheSteps() => Restarts(CosineRestartsScheduler.Within(1f, 0f, 70, 3, 2), 100).ShouldBe([0, 10, 30]);

    [TestCase(float.NaN, 0f, 10, 1, "Expected a finite value, but got NaN.")]
    [TestCase(1f, float.NaN, 10, 1, "Expected a finite value, but got NaN.")]
    [TestCase(1f, 0f, 0, 1, "Expected 1 or more steps of the first cycle, but got 0.")]
    [TestCase(1f, 0f, 10, 0, "Expected a cycle factor from 1 to 1000, but got 0.")]
    [TestCase(1f, 0f, 10, 1001, "Expected a cycle factor from 1 to 1000, but got 1001.")]
    public void Constructor_BadArgument_IsRefused(float start, float end, long cycleSteps, int cycleFactor, string message) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new CosineRestartsScheduler(start, end, cycleSteps, cycleFactor)).Message.ShouldStartWith(message);

    [TestCase(0, 1, 1, "Expected 1 or more steps, but got 0.")]
    [TestCase(10, 0, 1, "Expected 1 or more cycles, but got 0.")]
    [TestCase(10, 11, 1, "Expected cycles of 1 or more steps in 10 steps, but got 11 cycles with the factor 1.")]
    [TestCase(10, 4, 2, "Expected cycles of 1 or more steps in 10 steps, but got 4 cycles with the factor 2.")]
    [TestCase(long.MaxValue, int.MaxValue, 1000, "Expected cycles of 1 or more steps in 9223372036854775807 steps, but got 2147483647 cycles with the factor 1000.")]
    [TestCase(10, 1, 0, "Expected a cycle factor from 1 to 1000, but got 0.")]
    public void Within_BadArgument_IsRefused(long steps, int cycles, int cycleFactor, string message) =>
        Should.Throw<ArgumentOutOfRangeException>(() => CosineRestartsScheduler.Within(1f, 0f, steps, cycles, cycleFactor)).Message.ShouldStartWith(message);

    private static int[] Restarts(CosineRestartsScheduler schedule, int steps) => [.. Enumerable.Range(0, steps).Where(step => schedule.ValueAt(step) == 1f)];
}
