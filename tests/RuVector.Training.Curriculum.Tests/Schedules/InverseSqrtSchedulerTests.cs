namespace RuVector.Training.Curriculum.Tests;

public sealed class InverseSqrtSchedulerTests
{
    [TestCase(0, 1f)]
    [TestCase(12, 0.5f)]
    [TestCase(60, 0.25f)]
    [TestCase(396, 0.1f)]
    public void ValueAt_TimescaleOfFour_IsTheInverseRoot(long step, float expected) => new InverseSqrtScheduler(1f, 4).ValueAt(step).ShouldBe(expected, 1e-7f);

    [Test]
    public void ValueAt_End_IsWhatItGoesTowards() => new InverseSqrtScheduler(1f, 4, 0.2f).ValueAt(12).ShouldBe(0.6f, 1e-7f);

    [TestCase(float.NaN, 1, 0f, "Expected a finite value, but got NaN.")]
    [TestCase(1f, 1, float.NaN, "Expected a finite value, but got NaN.")]
    [TestCase(1f, 0, 0f, "Expected 1 or more steps as the time scale, but got 0.")]
    public void Constructor_BadArgument_IsRefused(float start, long timescale, float end, string message) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new InverseSqrtScheduler(start, timescale, end)).Message.ShouldStartWith(message);
}
