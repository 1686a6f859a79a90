namespace RuVector.Training.Curriculum.Tests;

public sealed class ConstantSchedulerTests
{
    [Test]
    public void ValueAt_AnyPosition_IsTheValue() => new ConstantScheduler(0.25f).ValueAt(7).ShouldBe(0.25f);

    [TestCase(float.NaN, "NaN")]
    [TestCase(float.PositiveInfinity, "Infinity")]
    public void Constructor_ValueNotFinite_IsRefused(float value, string text) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ConstantScheduler(value)).Message.ShouldStartWith($"Expected a finite value, but got {text}.");
}
