namespace RuVector.Training.Curriculum.Tests;

public sealed class CompetenceSchedulerTests
{
    [TestCase(0, 0.2f)]
    [TestCase(5, 0.6f)]
    [TestCase(10, 1f)]
    public void ValueAt_PowerOne_IsLinear(long step, float expected) => new CompetenceScheduler(0.2f, 10, 1).ValueAt(step).ShouldBe(expected, 1e-7f);

    // Roots of 0.04 + 0.96 t / 10.
    [TestCase(0, 0.2f)]
    [TestCase(5, 0.7211103f)]
    [TestCase(10, 1f)]
    public void ValueAt_PowerTwo_IsTheSquareRoot(long step, float expected) => new CompetenceScheduler(0.2f, 10).ValueAt(step).ShouldBe(expected, 1e-7f);

    [TestCase(0f, 10, 2, "Expected a first competence in (0, 1], but got 0.")]
    [TestCase(1.5f, 10, 2, "Expected a first competence in (0, 1], but got 1.5.")]
    [TestCase(float.NaN, 10, 2, "Expected a first competence in (0, 1], but got NaN.")]
    [TestCase(0.1f, 0, 2, "Expected 1 or more steps, but got 0.")]
    [TestCase(0.1f, 10, 0.5, "Expected a power in [1, 100], but got 0.5.")]
    [TestCase(0.1f, 10, 101, "Expected a power in [1, 100], but got 101.")]
    public void Constructor_BadArgument_IsRefused(float initial, long steps, double power, string message) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new CompetenceScheduler(initial, steps, power)).Message.ShouldStartWith(message);
}
