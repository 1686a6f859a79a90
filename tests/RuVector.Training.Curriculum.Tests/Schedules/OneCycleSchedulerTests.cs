namespace RuVector.Training.Curriculum.Tests;

public sealed class OneCycleSchedulerTests
{
    [Test]
    public void ValueAt_SixStepsLinear_RisesToThePeakAndEndsAtTheLastStep()
    {
        OneCycleScheduler schedule = new(0.2f, 1f, 0f, 6, 2, ScheduleShape.Linear);

        Enumerable.Range(0, 8).Select(step => schedule.ValueAt(step)).ShouldBe([0.2f, 0.6f, 1f, 2f / 3, 1f / 3, 0f, 0f, 0f], 1e-6);
    }

    [Test]
    public void ValueAt_ThreePhases_ReturnsToTheStartFirst()
    {
        OneCycleScheduler schedule = new(0.2f, 1f, 0f, 7, 2, ScheduleShape.Linear, threePhases: true);

        Enumerable.Range(0, 8).Select(step => schedule.ValueAt(step)).ShouldBe([0.2f, 0.6f, 1f, 0.6f, 0.2f, 0.1f, 0f, 0f], 1e-6);
    }

    [TestCase(ScheduleShape.Linear, 0.5f)]
    [TestCase(ScheduleShape.Cosine, 0.146447f)]
    [TestCase(ScheduleShape.SquareRoot, 0.7071068f)]
    public void ValueAt_Shape_IsTheWayFromValueToValue(ScheduleShape shape, float expected)
    {
        // One half, one quarter and one half of the way.
        long step = shape == ScheduleShape.Cosine ? 1 : 2;

        new OneCycleScheduler(0f, 1f, 0f, 10, 4, shape).ValueAt(step).ShouldBe(expected, 1e-6f);
    }

    [TestCase(float.NaN, 1f, 0f, 10, 3, false, "Expected a finite value, but got NaN.")]
    [TestCase(0f, float.NaN, 0f, 10, 3, false, "Expected a finite value, but got NaN.")]
    [TestCase(0f, 1f, float.NaN, 10, 3, false, "Expected a finite value, but got NaN.")]
    [TestCase(0f, 1f, 0f, 2, 1, false, "Expected 3 or more steps for one cycle, but got 2.")]
    [TestCase(0f, 1f, 0f, 3, 1, true, "Expected 4 or more steps for one cycle, but got 3.")]
    [TestCase(0f, 1f, 0f, 10, 0, false, "Expected a rise of 1 to 8 of the 10 steps of the cycle, but got 0.")]
    [TestCase(0f, 1f, 0f, 10, 9, false, "Expected a rise of 1 to 8 of the 10 steps of the cycle, but got 9.")]
    [TestCase(0f, 1f, 0f, 10, 5, true, "Expected a rise of 1 to 4 of the 10 steps of the cycle, but got 5.")]
    public void Constructor_BadArgument_IsRefused(float start, float peak, float end, long steps, long riseSteps, bool threePhases, string message) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new OneCycleScheduler(start, peak, end, steps, riseSteps, threePhases: threePhases)).Message.ShouldStartWith(message);

    [Test]
    public void Constructor_UnknownShape_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new OneCycleScheduler(0f, 1f, 0f, 10, 3, (ScheduleShape)9)).Message
            .ShouldStartWith("Expected a known ScheduleShape (Linear, Cosine, SquareRoot), but got 9.");
}
