using RuVector.Training.TestKit;

namespace RuVector.Training.Optimizers.Tests;

[TestFixture]
public sealed class RAdamOptimizerTests
{
    [Test]
    public void Step_FirstFive_FollowTheAverageGradient()
    {
        // m / (1 - beta1^t) of a gradient that stays the same is that gradient
        float[] p = [10f];
        RAdamOptimizer optimizer = new(new RAdamOptions { LearningRate = 0.25f });
        for (int step = 1; step <= 5; step++)
        {
            optimizer.Step(p, [2f]);

            Tolerance.ForFloat.ShouldAccept(p, [10 - (0.5 * step)]);
        }
    }

    [Test]
    public void Step_Sixth_IsDividedByTheRootAndRectified()
    {
        // beta2 = 7/8: rho = 15; beta2^6 = 117649/262144, rho_6 = 15 - 12 * 117649/144495; m and v are those of the gradient: the corrected step is 2 / 2 = 1
        float[] p = [10f];
        RAdamOptimizer optimizer = new(new RAdamOptions { LearningRate = 0.25f, Beta2 = 0.875f });
        for (int step = 1; step <= 5; step++)
        {
            optimizer.Step(p, [2f]);
        }

        float before = p[0];
        optimizer.Step(p, [2f]);

        double rho = 15 - (12 * 117649.0 / 144495);
        Tolerance.ForFloat.ShouldAccept([before - p[0]], [0.25 * Math.Sqrt((rho - 4) * (rho - 2) * 15 / (11 * 13 * rho))]);
    }

    [Test]
    public void Step_ShortMemory_IsNeverDividedByTheRoot()
    {
        // beta2 = 0.625: rho = 2 / 0.375 - 1 = 4.33, below 5
        float[] p = [0f];
        RAdamOptimizer optimizer = new(new RAdamOptions { LearningRate = 0.25f, Beta2 = 0.625f });
        for (int step = 1; step <= 100; step++)
        {
            optimizer.Step(p, [4f]);
        }

        Tolerance.ForFloat.ShouldAccept(p, [-100]);
    }

    [Test]
    public void Step_WeightDecay_EntersTheMoments()
    {
        // g = 1 + 0.5 * 2 = 2
        RAdamOptimizer optimizer = new(new RAdamOptions { Beta1 = 0.5f, Beta2 = 0.75f, WeightDecay = 0.5f });

        optimizer.Step([2f], [1f]);

        OptimizerState state = optimizer.ExportState();
        state.Tensors["exp_avg"].ShouldBe([1f]);
        state.Tensors["exp_avg_sq"].ShouldBe([1f]);
        state.Kind.ShouldBe("RAdam");
    }

    [Test]
    public void Options_Defaults_AreThoseOfTorch()
    {
        RAdamOptions options = new();

        (options.LearningRate, options.Beta1, options.Beta2, options.Epsilon, options.WeightDecay).ShouldBe((0.001f, 0.9f, 0.999f, 1e-8f, 0f));
    }

    [TestCase(nameof(RAdamOptions.LearningRate), -0.5f, "[0, Infinity)")]
    [TestCase(nameof(RAdamOptions.Beta1), 1f, "[0, 1)")]
    [TestCase(nameof(RAdamOptions.Beta2), 1f, "[0, 1)")]
    [TestCase(nameof(RAdamOptions.Epsilon), 0f, "(0, Infinity)")]
    [TestCase(nameof(RAdamOptions.WeightDecay), float.NaN, "[0, Infinity)")]
    public void Constructor_SettingOutOfRange_IsRefused(string setting, float value, string range) =>
        SettingRefusal.ShouldRefuse<RAdamOptions>(static options => new RAdamOptimizer(options), setting, value, range);
}
