namespace RuVector.Training.Curriculum.Tests;

public sealed class PolynomialSchedulerTests
{
    [TestCase(0, 1f)]
    [TestCase(1, 0.65f)]
    [TestCase(2, 0.4f)]
    [TestCase(3, 0.25f)]
    [TestCase(4, 0.2f)]
    [TestCase(9, 0.2f)]
    public void ValueAt_FourStepsOfTheSquare_FallsFastAtFirst(long step, float expected) => new PolynomialScheduler(1f, 0.2f, 4, 2).ValueAt(step).ShouldBe(expected, 1e-7f);

    [Test]
    public void ValueAt_PowerOne_IsLinear()
    {
        (PolynomialScheduler polynomial, LinearScheduler linear) = (new(2f, -1f, 13, 1), new(2f, -1f, 13));

        for (int step = 0; step < 15; step++)
        {
            polynomial.ValueAt(step).ShouldBe(linear.ValueAt(step), 1e-6f);
        }
    }

    [TestCase(float.NaN, 0f, 10, 1, "Expected a finite value, but got NaN.")]
    [TestCase(1f, float.PositiveInfinity, 10, 1, "Expected a finite value, but got Infinity.")]
    [TestCase(1f, 0f, 0, 1, "Expected 1 or more steps, but got 0.")]
    [TestCase(1f, 0f, 10, 0, "Expected a finite power above 0, but got 0.")]
    [TestCase(1f, 0f, 10, double.NaN, "Expected a finite power above 0, but got NaN.")]
    [TestCase(1f, 0f, 10, double.PositiveInfinity, "Expected a finite power above 0, but got Infinity.")]
    public void Constructor_BadArgument_IsRefused(float start, float end, long steps, double power, string message) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new PolynomialScheduler(start, end, steps, power)).Message.ShouldStartWith(message);
}
