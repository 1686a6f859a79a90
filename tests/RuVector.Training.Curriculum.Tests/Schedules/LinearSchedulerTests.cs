using FsCheck;
using FsCheck.Fluent;

namespace RuVector.Training.Curriculum.Tests;

public sealed class LinearSchedulerTests
{
    [TestCase(0, 1f)]
    [TestCase(1, 0.8f)]
    [TestCase(2, 0.6f)]
    [TestCase(3, 0.4f)]
    [TestCase(4, 0.2f)]
    [TestCase(5, 0.2f)]
    public void ValueAt_FourStepsFromOneToOneFifth_FallsByOneFifth(long step, float expected) =>
        new LinearScheduler(1f, 0.2f, 4).ValueAt(step).ShouldBe(expected, 1e-7f);

    [Test]
    public void ValueAt_LastStep_IsExactlyTheEndThatRoundingWouldMiss() => new LinearScheduler(1f, 1e-10f, 3).ValueAt(3).ShouldBe(1e-10f);

    [Test]
    public void ValueAt_AnyEndsAndLength_StaysBetweenThemAndNeverTurnsBack() =>
        Prop.ForAll(Arb.From(Gen.Choose(int.MinValue, int.MaxValue).Four()), static bits =>
        {
            (float start, float end) = (Finite(bits.Item1), Finite(bits.Item2));
            long steps = 1 + Math.Abs((long)bits.Item3 << (bits.Item4 & 31));
            LinearScheduler schedule = new(start, end, steps);
            double sign = Math.Sign((double)end - start);
            long middle = (long)(steps * (Math.Abs((long)bits.Item4) / (double)int.MaxValue));
            float[] values = [start, .. Enumerable.Range(0, 20).Select(i => schedule.ValueAt(middle + i)), end];
            return values.Skip(1).Zip(values, (next, value) => sign * ((double)next - value) >= 0).All(static ok => ok);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(11, 7));

    [TestCase(float.NaN, 0f, "start")]
    [TestCase(0f, float.NegativeInfinity, "end")]
    public void Constructor_ValueNotFinite_IsRefused(float start, float end, string parameter)
    {
        ArgumentOutOfRangeException error = Should.Throw<ArgumentOutOfRangeException>(() => new LinearScheduler(start, end, 10));

        error.Message.ShouldStartWith("Expected a finite value, but got ");
        error.ParamName.ShouldBe(parameter);
    }

    [TestCase(0)]
    [TestCase(-3)]
    public void Constructor_NoSteps_IsRefused(long steps) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new LinearScheduler(1f, 0f, steps)).Message.ShouldStartWith($"Expected 1 or more steps, but got {steps}.");

    private static float Finite(int bits) => BitConverter.Int32BitsToSingle(bits) is var value && float.IsFinite(value) ? value : 0f;
}
