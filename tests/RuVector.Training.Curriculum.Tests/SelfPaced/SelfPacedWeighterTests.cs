using FsCheck;
using FsCheck.Fluent;

namespace RuVector.Training.Curriculum.Tests;

public sealed class SelfPacedWeighterTests
{
    private static readonly float[] _losses = [0f, 0.5f, 1f, 1.5f, 2f, 9f];

    [Test]
    public void Weigh_Hard_IsOneBelowTheThreshold()
    {
        (SelfPacedResult result, float[] weights) = Weigh(new() { Threshold = 2f }, 0, _losses);

        weights.ShouldBe([1f, 1f, 1f, 1f, 0f, 0f]);
        result.ShouldBe(new SelfPacedResult(2, 4));
    }

    [Test]
    public void Weigh_LinearSoft_FallsToZeroAtTheThreshold()
    {
        (SelfPacedResult result, float[] weights) = Weigh(new() { Threshold = 2f, Form = SelfPacedForm.LinearSoft }, 0, _losses);

        weights.ShouldBe([1f, 0.75f, 0.5f, 0.25f, 0f, 0f]);
        result.ShouldBe(new SelfPacedResult(2, 4));
    }

    [TestCase(0, 1.0)]
    [TestCase(9, 1.0)]
    [TestCase(10, 3.0)]
    [TestCase(25, 9.0)]
    public void ThresholdAt_Steps_GrowsByEpochs(long step, double expected) =>
        new SelfPacedWeighter(new() { Growth = 3, GrowthSteps = 10 }).ThresholdAt(step).ShouldBe(expected, 1e-12);

    [TestCase(int.MaxValue + 5L)]
    [TestCase(1_000_000_000_000)]
    [TestCase(long.MaxValue)]
    public void ThresholdAt_FarStep_IsFiniteAndLetsEveryExampleIn(long step)
    {
        SelfPacedOptions options = new() { GrowthSteps = 1, Growth = 1.001, Form = SelfPacedForm.LinearSoft };

        new SelfPacedWeighter(options).ThresholdAt(step).ShouldBe(double.MaxValue);
        Weigh(options, step, [float.MaxValue, 0f]).Result.Selected.ShouldBe(2);
    }

    [Test]
    public void Weigh_NothingBelowTheThreshold_RaisesItByWholeGrowths([Values] SelfPacedForm form)
    {
        (SelfPacedResult result, float[] weights) = Weigh(new() { Threshold = 1f, Growth = 2, Form = form }, 0, [5f, 7f, 9f]);

        result.ShouldBe(new SelfPacedResult(8, 2));
        weights.ShouldBe(form == SelfPacedForm.Hard ? [1f, 1f, 0f] : [0.375f, 0.125f, 0f]);
    }

    [Test]
    public void Weigh_LeastOnAThreshold_RaisesItOnceMore() => Weigh(new() { Threshold = 1f, Growth = 2 }, 0, [4f, 8f]).Result.ShouldBe(new SelfPacedResult(8, 1));

    [Test]
    public void Weigh_AnyLosses_SelectsAtLeastOneAndFallsWithTheLoss() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, 1_000_000).ArrayOf(8)), static n =>
        {
            float[] losses = [.. n.Select(static i => MathF.Exp((i / 10_000f) - 50))];
            return Enum.GetValues<SelfPacedForm>().All(form =>
            {
                (SelfPacedResult result, float[] weights) = Weigh(new() { Threshold = 1e-10f, Growth = 1.001, Form = form }, n[0] % 50_000, losses);
                float[] easyToHard = [.. losses.Zip(weights).OrderBy(static pair => pair.First).Select(static pair => pair.Second)];
                return result.Selected >= 1 && result.Selected == weights.Count(static weight => weight > 0)
                    && weights.All(static weight => weight is >= 0 and <= 1) && easyToHard.SequenceEqual(easyToHard.OrderDescending());
            });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(9, 3));

    [Test]
    public void Weigh_WeightsInTheMemoryOfTheLosses_AreTheSame()
    {
        float[] values = [.. _losses];

        new SelfPacedWeighter(new() { Threshold = 2f }).Weigh(0, values, values);

        values.ShouldBe([1f, 1f, 1f, 1f, 0f, 0f]);
    }

    [Test]
    public void Weigh_NoExamples_SelectsNone() => Weigh(new(), 0, []).Result.ShouldBe(new SelfPacedResult(1, 0));

    [Test]
    public void Weigh_BadInput_IsRefusedAndWritesNothing()
    {
        SelfPacedWeighter weighter = new(new());
        float[] weights = [3f, 3f];

        Should.Throw<NonFiniteValueException>(() => weighter.Weigh(0, [1f, float.NaN], weights)).Row.ShouldBe(1);
        Should.Throw<ArgumentException>(() => weighter.Weigh(0, [1f, -2f], weights)).Message.ShouldStartWith("Expected difficulties of 0 or more, but got -2 of example 1.");
        Should.Throw<ArgumentException>(() => weighter.Weigh(0, [1f], weights)).Message.ShouldStartWith("Expected 1 weights, one for each example, but got room for 2.");
        Should.Throw<ArgumentOutOfRangeException>(() => weighter.Weigh(-1, [1f, 2f], weights)).Message.ShouldStartWith("Expected a position of 0 or more, but got -1.");
        weights.ShouldBe([3f, 3f]);
    }

    private static readonly object[][] _badOptions =
    [
        [new SelfPacedOptions { Threshold = 0 }, "Expected a finite threshold above 0, but got 0."],
        [new SelfPacedOptions { Threshold = float.PositiveInfinity }, "Expected a finite threshold above 0, but got Infinity."],
        [new SelfPacedOptions { Growth = 1 }, "Expected a growth in [1.001, 1000], but got 1."],
        [new SelfPacedOptions { Growth = double.NaN }, "Expected a growth in [1.001, 1000], but got NaN."],
        [new SelfPacedOptions { GrowthSteps = 0 }, "Expected 1 or more steps between growths, but got 0."],
        [new SelfPacedOptions { Form = (SelfPacedForm)7 }, "Expected a known SelfPacedForm (Hard, LinearSoft), but got 7."],
    ];

    [TestCaseSource(nameof(_badOptions))]
    public void Constructor_SettingOutOfRange_IsRefused(SelfPacedOptions options, string message) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new SelfPacedWeighter(options)).Message.ShouldStartWith(message);

    private static (SelfPacedResult Result, float[] Weights) Weigh(SelfPacedOptions options, long step, float[] losses)
    {
        float[] weights = new float[losses.Length];
        return (new SelfPacedWeighter(options).Weigh(step, losses, weights), weights);
    }
}
