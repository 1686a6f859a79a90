namespace RuVector.Training.Optimizers.Tests;

[TestFixture]
public sealed class LionOptimizerTests
{
    [Test]
    public void Step_TwoSteps_MatchHandWorkedCase()
    {
        // step 1: direction 0.25 * 8, p = 5 - 0.5, m = 0.5 * 8; step 2: direction 0.75 * 4 - 0.25 * 4, p = 4.5 - 0.5, m = 0.5 * 4 - 0.5 * 4
        float[] p = [5f];
        LionOptimizer optimizer = new(new LionOptions { LearningRate = 0.5f, Beta1 = 0.75f, Beta2 = 0.5f });

        optimizer.Step(p, [8f]);
        p.ShouldBe([4.5f]);
        optimizer.ExportState().Tensors["exp_avg"].ShouldBe([4f]);
        optimizer.Step(p, [-4f]);

        p.ShouldBe([4f]);
        OptimizerState state = optimizer.ExportState();
        state.Tensors["exp_avg"].ShouldBe([0f]);
        state.Kind.ShouldBe("Lion");
    }

    [Test]
    public void Step_GradientOfAnySize_MovesByTheLearningRate([Values(1e-30f, 1f, 3e38f)] float gradient)
    {
        float[] p = [1f, 1f, 1f];

        new LionOptimizer(new LionOptions { LearningRate = 0.25f }).Step(p, [gradient, 0f, -gradient]).ShouldBe(StepOutcome.Taken);

        p.ShouldBe([0.75f, 1f, 1.25f]);
    }

    [Test]
    public void Step_DirectionOfZero_DoesNotMove([Values(0f, -0f)] float gradient)
    {
        // every width of lanes, and what is left behind them
        float[] p = [.. Enumerable.Repeat(1f, 31)];

        new LionOptimizer(new LionOptions { LearningRate = 0.25f }).Step(p, [.. Enumerable.Repeat(gradient, 31)]);

        p.ShouldAllBe(static value => value == 1f);
    }

    [Test]
    public void Step_WeightDecay_ShrinksParametersAndLeavesTheMoment()
    {
        // p = 8 - 0.5 * 0.25 * 8 - 0.5
        float[] p = [8f];
        LionOptimizer optimizer = new(new LionOptions { LearningRate = 0.5f, Beta2 = 0.5f, WeightDecay = 0.25f });

        optimizer.Step(p, [2f]);

        p.ShouldBe([6.5f]);
        optimizer.ExportState().Tensors["exp_avg"].ShouldBe([1f]);
    }

    [Test]
    public void Options_Defaults_AreThoseOfThePaper()
    {
        LionOptions options = new();

        (options.LearningRate, options.Beta1, options.Beta2, options.WeightDecay).ShouldBe((0.0001f, 0.9f, 0.99f, 0f));
    }

    [Test]
    public void Constructor_LearningRateTimesWeightDecayOfOne_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new LionOptimizer(new LionOptions { LearningRate = 4, WeightDecay = 0.25f })).Message
            .ShouldBe("WeightDecay: Expected LearningRate times WeightDecay below 1, but got 4 * 0.25. (Parameter 'options')");

    [Test]
    public void LearningRate_TimesWeightDecayOfOne_IsRefused()
    {
        LionOptimizer optimizer = new(new LionOptions { WeightDecay = 0.5f });

        Should.Throw<ArgumentOutOfRangeException>(() => optimizer.LearningRate = 2).Message
            .ShouldStartWith("Expected learning rate times weight decay below 1, but got 2 * 0.5. (Parameter 'value')");
    }

    [TestCase(nameof(LionOptions.LearningRate), float.NaN, "[0, Infinity)")]
    [TestCase(nameof(LionOptions.Beta1), 1f, "[0, 1)")]
    [TestCase(nameof(LionOptions.Beta2), -0.5f, "[0, 1)")]
    [TestCase(nameof(LionOptions.WeightDecay), -1f, "[0, Infinity)")]
    public void Constructor_SettingOutOfRange_IsRefused(string setting, float value, string range) =>
        SettingRefusal.ShouldRefuse<LionOptions>(static options => new LionOptimizer(options), setting, value, range);
}
