using RuVector.Training.TestKit;

namespace RuVector.Training.Optimizers.Tests;

[TestFixture]
public sealed class AdamaxOptimizerTests
{
    [Test]
    public void Step_TwoSteps_MatchHandWorkedCase()
    {
        // step 1: m = 0.5 * -4 = -2, u = 4; p = 5 + (2 / 0.5) / 4
        // step 2: m = 0.5 * -2 + 0.5 * 1 = -0.5, u = max(0.75 * 4, 1) = 3; p = 6 + (0.5 / 0.75) / 3
        float[] p = [5f];
        AdamaxOptimizer optimizer = new(new AdamaxOptions { LearningRate = 1, Beta1 = 0.5f, Beta2 = 0.75f });

        optimizer.Step(p, [-4f]);
        Tolerance.ForFloat.ShouldAccept(p, [6]);
        optimizer.Step(p, [1f]);

        Tolerance.ForFloat.ShouldAccept(p, [6 + (0.5 / 0.75 / 3)]);
        OptimizerState state = optimizer.ExportState();
        state.Tensors["exp_avg"].ShouldBe([-0.5f]);
        state.Tensors["exp_inf"].ShouldBe([3f]);
        state.Kind.ShouldBe("Adamax");
    }

    [Test]
    public void Step_First_MovesByTheLearningRateWhateverTheGradient([Values(1e-3f, 1f, 3e38f)] float gradient)
    {
        float[] p = [0f, 0f];

        new AdamaxOptimizer(new AdamaxOptions { LearningRate = 0.25f }).Step(p, [gradient, -gradient]).ShouldBe(StepOutcome.Taken);

        new Tolerance(0, 2e-5).ShouldAccept(p, [-0.25, 0.25]);
    }

    [Test]
    public void Step_Epsilon_IsAddedToTheMagnitudeOfTheGradient()
    {
        AdamaxOptimizer optimizer = new(new AdamaxOptions { Epsilon = 0.5f });

        optimizer.Step([1f, 1f], [-2f, 0f]);

        optimizer.ExportState().Tensors["exp_inf"].ShouldBe([2.5f, 0.5f]);
    }

    [Test]
    public void Step_WeightDecay_EntersTheMoments()
    {
        // g = 1 + 0.5 * 2 = 2
        AdamaxOptimizer optimizer = new(new AdamaxOptions { Beta1 = 0.5f, Beta2 = 0.75f, WeightDecay = 0.5f });

        optimizer.Step([2f], [1f]);

        optimizer.ExportState().Tensors["exp_avg"].ShouldBe([1f]);
        optimizer.ExportState().Tensors["exp_inf"].ShouldBe([2f]);
    }

    [Test]
    public void Options_Defaults_AreThoseOfTorch()
    {
        AdamaxOptions options = new();

        (options.LearningRate, options.Beta1, options.Beta2, options.Epsilon, options.WeightDecay).ShouldBe((0.002f, 0.9f, 0.999f, 1e-8f, 0f));
    }

    [TestCase(nameof(AdamaxOptions.LearningRate), float.NaN, "[0, Infinity)")]
    [TestCase(nameof(AdamaxOptions.Beta1), 1f, "[0, 1)")]
    [TestCase(nameof(AdamaxOptions.Beta2), -0.5f, "[0, 1)")]
    [TestCase(nameof(AdamaxOptions.Epsilon), 0f, "(0, Infinity)")]
    [TestCase(nameof(AdamaxOptions.WeightDecay), -1f, "[0, Infinity)")]
    public void Constructor_SettingOutOfRange_IsRefused(string setting, float value, string range) =>
        SettingRefusal.ShouldRefuse<AdamaxOptions>(static options => new AdamaxOptimizer(options), setting, value, range);
}
