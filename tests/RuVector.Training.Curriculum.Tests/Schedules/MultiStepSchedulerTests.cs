namespace RuVector.Training.Curriculum.Tests;

public sealed class MultiStepSchedulerTests
{
    [Test]
    public void ValueAt_TwoMilestones_FallsAtEach()
    {
        MultiStepScheduler schedule = new(1f, 0.5, [1, 4], 0.2f);

        Enumerable.Range(0, 6).Select(step => schedule.ValueAt(step)).ShouldBe([1f, 0.6f, 0.6f, 0.6f, 0.4f, 0.4f], 1e-7);
    }

    [Test]
    public void ValueAt_NoMilestone_StaysAtTheStart() => new MultiStepScheduler(0.7f, 0.5, []).ValueAt(long.MaxValue).ShouldBe(0.7f);

    [Test]
    public void Constructor_Milestones_AreCopied()
    {
        long[] milestones = [2];
        MultiStepScheduler schedule = new(1f, 0.5, milestones);

        milestones[0] = 1;

        schedule.ValueAt(1).ShouldBe(1f);
    }

    [TestCase(new[] { 30L, 80L, 50L }, "Expected milestones in ascending order, but got 50 after 80.")]
    [TestCase(new[] { 30L, 30L }, "Expected milestones in ascending order, but got 30 after 30.")]
    [TestCase(new[] { 0L, 30L }, "Expected a first milestone of 1 or more, but got 0.")]
    public void Constructor_MilestonesOutOfOrder_IsRefusedWithBothNumbers(long[] milestones, string message)
    {
        ArgumentException error = Should.Throw<ArgumentException>(() => new MultiStepScheduler(1f, 0.5, milestones));

        error.Message.ShouldStartWith(message);
        error.ParamName.ShouldBe("milestones");
    }

    [TestCase(float.NaN, 0.5, 0f, "Expected a finite value, but got NaN.")]
    [TestCase(1f, 0.5, float.NaN, "Expected a finite value, but got NaN.")]
    [TestCase(1f, 2, 0f, "Expected a factor in (0, 1], but got 2.")]
    public void Constructor_BadArgument_IsRefused(float start, double factor, float end, string message) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new MultiStepScheduler(start, factor, [1], end)).Message.ShouldStartWith(message);

    [Test]
    public void Constructor_NoListOfMilestones_IsRefused() => Should.Throw<ArgumentNullException>(() => new MultiStepScheduler(1f, 0.5, null!)).ParamName.ShouldBe("milestones");
}
