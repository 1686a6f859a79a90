namespace RuVector.Training.Curriculum.Tests;

public sealed class ExponentialSchedulerTests
{
    [TestCase(0, 8f)]
    [TestCase(1, 4f)]
    [TestCase(2, 2f)]
    [TestCase(200, 0f)]
    public void ValueAt_FactorOfOneHalf_HalvesAtEveryStep(long step, float expected) => new ExponentialScheduler(8f, 0.5).ValueAt(step).ShouldBe(expected, 1e-7f);

    [TestCase(0, 1f)]
    [TestCase(2, 0.4f)]
    [TestCase(4, 0.25f)]
    public void ValueAt_DecayStepsAndEnd_LeavesAPartOfTheDistance(long step, float expected) => new ExponentialScheduler(1f, 0.25, 2, 0.2f).ValueAt(step).ShouldBe(expected, 1e-7f);

    [Test]
    public void ValueAt_BetweenDecaySteps_IsTheGeometricMean() => new ExponentialScheduler(1f, 0.25, 2).ValueAt(1).ShouldBe(0.5f, 1e-7f);

    [Test]
    public void ValueAt_FarStep_IsExactlyTheEnd() => new ExponentialScheduler(1f, 0.999, 1, 0.3f).ValueAt(1_000_000_000_000).ShouldBe(0.3f);

    [TestCase(float.NaN, 0.5, 1, 0f, "Expected a finite value, but got NaN.")]
    [TestCase(1f, 0.5, 1, float.NegativeInfinity, "Expected a finite value, but got -Infinity.")]
    [TestCase(1f, 0, 1, 0f, "Expected a factor in (0, 1], but got 0.")]
    [TestCase(1f, 1.5, 1, 0f, "Expected a factor in (0, 1], but got 1.5.")]
    [TestCase(1f, double.NaN, 1, 0f, "Expected a factor in (0, 1], but got NaN.")]
    [TestCase(1f, 0.5, 0, 0f, "Expected 1 or more steps of decay, but got 0.")]
    public void Constructor_BadArgument_IsRefused(float start, double factor, long decaySteps, float end, string message) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ExponentialScheduler(start, factor, decaySteps, end)).Message.ShouldStartWith(message);
}
