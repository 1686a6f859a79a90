namespace RuVector.Training.Curriculum.Tests;

public sealed class StepSchedulerTests
{
    [Test]
    public void ValueAt_StairsOfThree_FallsAtEveryThirdStep()
    {
        StepScheduler schedule = new(1f, 0.5, 3, 0.2f);

        Enumerable.Range(0, 8).Select(step => schedule.ValueAt(step)).ShouldBe([1f, 1f, 1f, 0.6f, 0.6f, 0.6f, 0.4f, 0.4f], 1e-7);
    }

    [TestCase(float.NaN, 0.5, 1, 0f, "Expected a finite value, but got NaN.")]
    [TestCase(1f, 0.5, 1, float.NaN, "Expected a finite value, but got NaN.")]
    [TestCase(1f, -0.1, 1, 0f, "Expected a factor in (0, 1], but got -0.1.")]
    [TestCase(1f, 0.5, 0, 0f, "Expected 1 or more steps on a stair, but got 0.")]
    public void Constructor_BadArgument_IsRefused(float start, double factor, long stepSize, float end, string message) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new StepScheduler(start, factor, stepSize, end)).Message.ShouldStartWith(message);
}
