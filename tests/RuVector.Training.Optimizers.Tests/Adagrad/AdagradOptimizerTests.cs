using RuVector.Training.TestKit;

namespace RuVector.Training.Optimizers.Tests;

[TestFixture]
public sealed class AdagradOptimizerTests
{
    [Test]
    public void Step_TwoSteps_MatchHandWorkedCase()
    {
        // s = 9, p = 5 - 2 * 3 / 3; s = 9 + 16, p = 3 - 2 * 4 / 5
        float[] p = [5f];
        AdagradOptimizer optimizer = new(new AdagradOptions { LearningRate = 2 });

        optimizer.Step(p, [3f]);
        Tolerance.ForFloat.ShouldAccept(p, [3]);
        optimizer.Step(p, [4f]);

        Tolerance.ForFloat.ShouldAccept(p, [1.4]);
        OptimizerState state = optimizer.ExportState();
        state.Tensors["sum"].ShouldBe([25f]);
        state.Kind.ShouldBe("Adagrad");
    }

    [Test]
    public void Step_InitialAccumulatorAndLearningRateDecay_MatchHandWorkedCase()
    {
        // s = 7 + 9, p = 5 - 2 * 3 / 4; s = 16 + 9, p = 3.5 - 2 / (1 + 0.25) * 3 / 5
        float[] p = [5f];
        AdagradOptimizer optimizer = new(new AdagradOptions { LearningRate = 2, InitialAccumulator = 7, LearningRateDecay = 0.25f });

        optimizer.Step(p, [3f]);
        Tolerance.ForFloat.ShouldAccept(p, [3.5]);
        optimizer.Step(p, [3f]);

        Tolerance.ForFloat.ShouldAccept(p, [3.5 - 0.96]);
    }

    [Test]
    public void Reset_ThenAStep_BeginsAtTheInitialAccumulatorAgain()
    {
        AdagradOptimizer optimizer = new(new AdagradOptions { InitialAccumulator = 7 });
        optimizer.Step(new float[2], [1f, 2f]);

        optimizer.Reset();
        optimizer.Step(new float[2], [3f, 0f]);

        optimizer.ExportState().Tensors["sum"].ShouldBe([16f, 7f]);
    }

    [Test]
    public void Step_WeightDecay_EntersTheSum()
    {
        // g = 1 + 0.5 * 2 = 2
        AdagradOptimizer optimizer = new(new AdagradOptions { WeightDecay = 0.5f });

        optimizer.Step([2f], [1f]);

        optimizer.ExportState().Tensors["sum"].ShouldBe([4f]);
    }

    [Test]
    public void Step_SumThatOverflowsAfterManySteps_IsSkipped([Values(0, 100_000)] int stepsBeforeReset)
    {
        // no gradient is so large that a step alone would be tried out first, but the sum is full after about 69,000
        float[] p = [0f], g = [7e16f];
        AdagradOptimizer optimizer = new();
        for (int step = 0; step < stepsBeforeReset; step++)
        {
            optimizer.Step(p, [0f]);
        }

        optimizer.Reset();
        int taken = 0;
        while (taken < 80_000 && optimizer.Step(p, g) == StepOutcome.Taken)
        {
            taken++;
        }

        taken.ShouldBeInRange(68_000, 70_000);
        (optimizer.StepCount, optimizer.SkippedSteps).ShouldBe((taken, 1));
        optimizer.ExportState().Tensors["sum"].ShouldAllBe(static sum => float.IsFinite(sum));
        optimizer.Step(p, [1f]).ShouldBe(StepOutcome.Taken);
    }

    [Test]
    public void Step_InitialAccumulatorThatIsNearlyFull_IsSkippedWhenItOverflows()
    {
        float[] p = [1f];
        AdagradOptimizer optimizer = new(new AdagradOptions { InitialAccumulator = float.MaxValue });

        optimizer.Step(p, [1f]).ShouldBe(StepOutcome.Taken);
        optimizer.Step(p, [7e16f]).ShouldBe(StepOutcome.SkippedOverflow);

        optimizer.ExportState().Tensors["sum"].ShouldBe([float.MaxValue]);
    }

    [Test]
    public void Step_SmallestEpsilonAndNoGradient_StaysFinite()
    {
        float[] p = [1f];

        new AdagradOptimizer(new AdagradOptions { Epsilon = float.Epsilon }).Step(p, [0f]).ShouldBe(StepOutcome.Taken);

        p.ShouldBe([1f]);
    }

    [Test]
    public void Options_Defaults_AreThoseOfTorch()
    {
        AdagradOptions options = new();

        (options.LearningRate, options.LearningRateDecay, options.InitialAccumulator, options.Epsilon, options.WeightDecay).ShouldBe((0.01f, 0f, 0f, 1e-10f, 0f));
    }

    [TestCase(nameof(AdagradOptions.LearningRate), -0.5f, "[0, Infinity)")]
    [TestCase(nameof(AdagradOptions.LearningRateDecay), float.NaN, "[0, Infinity)")]
    [TestCase(nameof(AdagradOptions.InitialAccumulator), float.PositiveInfinity, "[0, Infinity)")]
    [TestCase(nameof(AdagradOptions.Epsilon), 0f, "(0, Infinity)")]
    [TestCase(nameof(AdagradOptions.WeightDecay), -1f, "[0, Infinity)")]
    public void Constructor_SettingOutOfRange_IsRefused(string setting, float value, string range) =>
        SettingRefusal.ShouldRefuse<AdagradOptions>(static options => new AdagradOptimizer(options), setting, value, range);
}
