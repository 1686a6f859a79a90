namespace RuVector.Training.Curriculum.Tests;

public sealed class CosineSchedulerTests
{
    // cos(pi / 3) = 1/2, cos(pi / 2) = 0, cos(2 pi / 3) = -1/2.
    [TestCase(0, 1f)]
    [TestCase(2, 0.8f)]
    [TestCase(3, 0.6f)]
    [TestCase(4, 0.4f)]
    [TestCase(6, 0.2f)]
    [TestCase(9, 0.2f)]
    public void ValueAt_SixStepsFromOneToOneFifth_FollowsTheCosineAndStaysAtItsEnd(long step, float expected) =>
        new CosineScheduler(1f, 0.2f, 6).ValueAt(step).ShouldBe(expected, 1e-7f);

    [Test]
    public void ValueAt_FirstOfAMillionSteps_DoesNotCancel()
    {
        double exact = Math.Pow(Math.Sin(Math.PI / 2e6), 2);

        new CosineScheduler(0f, 1f, 1_000_000).ValueAt(1).ShouldBe((float)exact, exact * 1e-6);
    }

    [TestCase(float.NaN, 0f, 10, "Expected a finite value, but got NaN.")]
    [TestCase(1f, float.PositiveInfinity, 10, "Expected a finite value, but got Infinity.")]
    [TestCase(1f, 0f, 0, "Expected 1 or more steps, but got 0.")]
    public void Constructor_BadArgument_IsRefused(float start, float end, long steps, string message) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new CosineScheduler(start, end, steps)).Message.ShouldStartWith(message);
}
