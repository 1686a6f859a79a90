namespace RuVector.Training.Curriculum.Tests;

public sealed class ScaledSchedulerTests
{
    [Test]
    public void ValueAt_AnyPosition_IsTheProduct() => new ScaledScheduler(new LinearScheduler(1f, 0f, 4), 0.5f).ValueAt(1).ShouldBe(0.375f);

    [Test]
    public void ValueAt_ProductLargerThanAnyFloat_IsRefused() =>
        Should.Throw<InvalidOperationException>(() => new ScaledScheduler(new ConstantScheduler(3e38f), 2f).ValueAt(7)).Message
            .ShouldBe("Expected a finite value at position 7, but got Infinity from 2 times 3E+38.");

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void Constructor_FactorNotFinite_IsRefused(float factor) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ScaledScheduler(new ConstantScheduler(1f), factor)).Message.ShouldStartWith("Expected a finite value, but got ");

    [Test]
    public void Constructor_NoSchedule_IsRefused() => Should.Throw<ArgumentNullException>(() => new ScaledScheduler(null!, 1f)).ParamName.ShouldBe("inner");
}
