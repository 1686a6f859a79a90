namespace RuVector.Training.Curriculum.Tests;

public sealed class WarmupStableDecaySchedulerTests
{
    [Test]
    public void ValueAt_TwoThreeFourSteps_RisesStaysAndFalls()
    {
        WarmupStableDecayScheduler schedule = new(1f, 0.2f, 2, 3, 4);

        Enumerable.Range(0, 11).Select(step => schedule.ValueAt(step)).ShouldBe([0.5f, 1f, 1f, 1f, 1f, 1f, 0.8f, 0.6f, 0.4f, 0.2f, 0.2f], 1e-6);
    }

    [TestCase(ScheduleShape.Linear, 0.75f)]
    [TestCase(ScheduleShape.Cosine, 0.8535534f)]
    [TestCase(ScheduleShape.SquareRoot, 0.5f)]
    public void ValueAt_QuarterOfTheDecay_FollowsTheShape(ScheduleShape shape, float expected) =>
        new WarmupStableDecayScheduler(1f, 0f, 1, 1, 4, shape).ValueAt(3).ShouldBe(expected, 1e-6f);

    [Test]
    public void ValueAt_WarmupFromZero_BeginsAtZero() => new WarmupStableDecayScheduler(1f, 0f, 4, 1, 4, start: WarmupStart.Zero).ValueAt(0).ShouldBe(0f);

    [Test]
    public void ValueAt_LongerPlateau_MovesNothingBefore()
    {
        (WarmupStableDecayScheduler before, WarmupStableDecayScheduler after) = (new(1f, 0f, 5, 10, 5), new(1f, 0f, 5, 100, 5));

        Enumerable.Range(0, 15).ShouldAllBe(step => after.ValueAt(step) == before.ValueAt(step));
    }

    [TestCase(float.NaN, 0f, 1, 1, 1, "Expected a finite value, but got NaN.")]
    [TestCase(1f, float.NaN, 1, 1, 1, "Expected a finite value, but got NaN.")]
    [TestCase(1f, 0f, -1, 1, 1, "Expected 0 or more warm-up steps, but got -1.")]
    [TestCase(1f, 0f, 1, -2, 1, "Expected 0 or more stable steps, but got -2.")]
    [TestCase(1f, 0f, 1, 1, 0, "Expected 1 or more steps of decay, but got 0.")]
    public void Constructor_BadArgument_IsRefused(float plateau, float end, long warmupSteps, long stableSteps, long decaySteps, string message) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new WarmupStableDecayScheduler(plateau, end, warmupSteps, stableSteps, decaySteps)).Message.ShouldStartWith(message);

    [Test]
    public void Constructor_UnknownShape_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new WarmupStableDecayScheduler(1f, 0f, 1, 1, 1, (ScheduleShape)9)).Message.ShouldStartWith("Expected a known ScheduleShape");
}
