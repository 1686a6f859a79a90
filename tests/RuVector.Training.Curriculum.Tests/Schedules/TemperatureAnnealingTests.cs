using FsCheck;
using FsCheck.Fluent;

namespace RuVector.Training.Curriculum.Tests;

public sealed class TemperatureAnnealingTests
{
    [Test]
    public void Linear_FourSteps_FallsByTheSameDifference() =>
        ValuesOf(TemperatureAnnealing.Linear(1f, 0.2f, 4), 6).ShouldBe([1f, 0.8f, 0.6f, 0.4f, 0.2f, 0.2f], 1e-6);

    [Test]
    public void Exponential_ThreeSteps_FallsByTheSameRatio() =>
        ValuesOf(TemperatureAnnealing.Exponential(8f, 1f, 3), 5).ShouldBe([8f, 4f, 2f, 1f, 1f], 1e-6);

    [Test]
    public void Cosine_FourSteps_FollowsTheCosine()
    {
        float root = MathF.Sqrt(0.5f);

        ValuesOf(TemperatureAnnealing.Cosine(1.1f, 0.1f, 4), 6).ShouldBe([1.1f, 0.6f + (root / 2), 0.6f, 0.6f - (root / 2), 0.1f, 0.1f], 1e-6);
    }

    [Test]
    public void Step_FiveStepsByTwo_StandsOnStairsOfTheLinearWay() =>
        ValuesOf(TemperatureAnnealing.Step(1.5f, 0.5f, 5, 2), 7).ShouldBe([1.5f, 1.5f, 1.1f, 1.1f, 0.7f, 0.5f, 0.5f], 1e-6);

    [Test]
    public void Exponential_Upward_RisesByTheSameRatio() =>
        ValuesOf(TemperatureAnnealing.Exponential(0.5f, 2f, 2), 4).ShouldBe([0.5f, 1f, 2f, 2f], 1e-6);

    [Test]
    public void Factories_TemperatureOutOfRange_IsRefused(
        [Values] AnnealingShape shape,
        [Values(0f, -1f, 0.000099f, 10001f, float.NaN, float.PositiveInfinity)] float temperature)
    {
        string message = FormattableString.Invariant($"Expected a temperature in [0.0001, 10000], but got {temperature}.");

        ArgumentOutOfRangeException start = Should.Throw<ArgumentOutOfRangeException>(() => Create(shape, temperature, 1f, 10));
        ArgumentOutOfRangeException end = Should.Throw<ArgumentOutOfRangeException>(() => Create(shape, 1f, temperature, 10));

        start.Message.ShouldStartWith(message);
        start.ParamName.ShouldBe("start");
        end.Message.ShouldStartWith(message);
        end.ParamName.ShouldBe("end");
    }

    [Test]
    public void Linear_EveryKindOfFloat_IsTakenExactlyWhenInRange()
    {
        for (int high = 0; high < 1 << 16; high += 13)
        {
            float temperature = BitConverter.Int32BitsToSingle((high << 16) | 0x5a5a);
            bool isTaken = true;
            try
            {
                TemperatureAnnealing.Linear(temperature, 1f, 10);
            }
            catch (ArgumentOutOfRangeException)
            {
                isTaken = false;
            }

            isTaken.ShouldBe(temperature >= 1e-4f && temperature <= 1e4f, $"{temperature:R}");
        }
    }

    [Test]
    public void ValueAt_AnyAnnealing_StaysBetweenItsEndsAndReachesThem() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, 1_000_000).Four()), static n =>
        {
            (float start, float end) = (TemperatureOf(n.Item1), TemperatureOf(n.Item2));
            int steps = 1 + (n.Item3 % 300);
            return Enum.GetValues<AnnealingShape>().All(shape =>
            {
                float[] values = ValuesOf(Create(shape, start, end, steps), steps + 2);
                return values[0] == start && values[steps] == end && values[steps + 1] == end
                    && values.All(value => value >= Math.Min(start, end) && value <= Math.Max(start, end));
            });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(3, 5));

    [Test]
    public void Factories_LimitsOfTheRange_AreLegal([Values] AnnealingShape shape) =>
        Create(shape, 1e4f, 1e-4f, 10).ValueAt(10).ShouldBe(1e-4f);

    [Test]
    public void Factories_NoSteps_IsRefused([Values] AnnealingShape shape) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Create(shape, 1f, 0.1f, 0)).Message.ShouldStartWith("Expected 1 or more steps, but got 0.");

    [TestCase(0)]
    [TestCase(11)]
    public void Step_StairLongerThanTheWayOrEmpty_IsRefused(long stepSize) =>
        Should.Throw<ArgumentOutOfRangeException>(() => TemperatureAnnealing.Step(1f, 0.1f, 10, stepSize)).Message
            .ShouldStartWith($"Expected a step size from 1 to the 10 steps of the annealing, but got {stepSize}.");

    private static TemperatureAnnealing Create(AnnealingShape shape, float start, float end, long steps) => shape switch
    {
        AnnealingShape.Linear => TemperatureAnnealing.Linear(start, end, steps),
        AnnealingShape.Exponential => TemperatureAnnealing.Exponential(start, end, steps),
        AnnealingShape.Cosine => TemperatureAnnealing.Cosine(start, end, steps),
        AnnealingShape.Step => TemperatureAnnealing.Step(start, end, steps, Math.Max(1, steps / 3)),
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };

    // From 1e-4 to 1e4, evenly in the logarithm.
    private static float TemperatureOf(int n) => Math.Clamp(MathF.Pow(10, (n / 125_000f) - 4), 1e-4f, 1e4f);

    private static float[] ValuesOf(TemperatureAnnealing annealing, int count) => [.. Enumerable.Range(0, count).Select(step => annealing.ValueAt(step))];
}
