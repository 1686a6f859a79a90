namespace RuVector.Training.Curriculum.Tests;

public sealed class WarmupSchedulerTests
{
    [TestCase(WarmupStart.OneStep, new[] { 0.25f, 0.5f, 0.75f, 1f, 1f, 0.5f, 0f, 0f })]
    [TestCase(WarmupStart.Zero, new[] { 0f, 0.25f, 0.5f, 0.75f, 1f, 0.5f, 0f, 0f })]
    public void ValueAt_FourStepsThenLinear_RisesAndHandsOver(WarmupStart start, float[] expected)
    {
        WarmupScheduler schedule = new(new LinearScheduler(1f, 0f, 2), 4, start);

        Enumerable.Range(0, 8).Select(step => schedule.ValueAt(step)).ShouldBe(expected);
    }

    [Test]
    public void ValueAt_NextStartsElsewhere_RisesToItsFirstValue() =>
        new WarmupScheduler(new ConstantScheduler(0.003f), 2).ValueAt(0).ShouldBe(0.0015f);

    [Test]
    public void ValueAt_NoWarmup_IsTheNextSchedule() =>
        new WarmupScheduler(new LinearScheduler(1f, 0f, 2), 0).ValueAt(1).ShouldBe(0.5f);

    [Test]
    public void Constructor_NegativeSteps_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new WarmupScheduler(new ConstantScheduler(1f), -2)).Message.ShouldStartWith("Expected 0 or more warm-up steps, but got -2.");

    [Test]
    public void Constructor_UnknownStart_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new WarmupScheduler(new ConstantScheduler(1f), 2, (WarmupStart)7)).Message
            .ShouldStartWith("Expected a known WarmupStart (OneStep, Zero), but got 7.");

    [Test]
    public void Constructor_NoNextSchedule_IsRefused() =>
        Should.Throw<ArgumentNullException>(() => new WarmupScheduler(null!, 2)).ParamName.ShouldBe("next");
}
