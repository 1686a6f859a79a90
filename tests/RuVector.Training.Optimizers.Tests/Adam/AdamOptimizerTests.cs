using RuVector.Training.TestKit;

namespace RuVector.Training.Optimizers.Tests;

[TestFixture]
public sealed class AdamOptimizerTests
{
    private static readonly AdamOptions _halves = new() { LearningRate = 1, Beta1 = 0.5f, Beta2 = 0.75f };

    [Test]
    public void Step_First_MovesByTheLearningRateWhateverTheGradient([Values(1e-3f, 1f, 1e12f)] float gradient)
    {
        // both corrections undo the averages: m / (1 - beta1) = g, v / (1 - beta2) = g^2
        float[] p = [0f, 0f];

        new AdamOptimizer(new AdamOptions { LearningRate = 0.25f }).Step(p, [gradient, -gradient]);

        new Tolerance(0, 2e-5).ShouldAccept(p, [-0.25, 0.25]);
    }

    [Test]
    public void Step_TwoSteps_MatchHandWorkedCase()
    {
        // step 1: m = 1, v = 1; step 2: m = 0.5 * 1 + 0.5 * 4 = 2.5, v = 0.75 * 1 + 0.25 * 16 = 4.75
        // p = 5 - (1 / 0.5) / sqrt(1 / 0.25) - (2.5 / 0.75) / sqrt(4.75 / (1 - 0.5625))
        float[] p = [5f];
        AdamOptimizer optimizer = new(_halves);

        optimizer.Step(p, [2f]);
        Tolerance.ForFloat.ShouldAccept(p, [4]);
        optimizer.Step(p, [4f]);

        Tolerance.ForFloat.ShouldAccept(p, [4 - (2.5 / 0.75 / Math.Sqrt(4.75 / 0.4375))]);
        OptimizerState state = optimizer.ExportState();
        state.Tensors["exp_avg"].ShouldBe([2.5f]);
        state.Tensors["exp_avg_sq"].ShouldBe([4.75f]);
        state.Kind.ShouldBe("Adam");
    }

    [Test]
    public void Step_AmsGrad_KeepsTheLargestSecondMoment()
    {
        // v = 4, then 0.75 * 4 = 3: AMSGrad divides by the root of 4
        float[] p = [5f];
        AdamOptimizer optimizer = new(new AdamOptions { LearningRate = 1, Beta1 = 0.5f, Beta2 = 0.75f, AmsGrad = true });

        optimizer.Step(p, [4f]);
        optimizer.Step(p, [0f]);

        Tolerance.ForFloat.ShouldAccept(p, [4 - (1 / 0.75 / Math.Sqrt(4 / 0.4375))]);
        optimizer.ExportState().Tensors["exp_avg_sq"].ShouldBe([3f]);
        optimizer.ExportState().Tensors["max_exp_avg_sq"].ShouldBe([4f]);
    }

    [Test]
    public void Step_WeightDecay_EntersTheMoments()
    {
        // g = 1 + 0.5 * 2 = 2
        AdamOptimizer optimizer = new(new AdamOptions { Beta1 = 0.5f, Beta2 = 0.75f, WeightDecay = 0.5f });

        optimizer.Step([2f], [1f]);

        optimizer.ExportState().Tensors["exp_avg"].ShouldBe([1f]);
        optimizer.ExportState().Tensors["exp_avg_sq"].ShouldBe([1f]);
    }

    [Test]
    public void Step_SmallestEpsilonAndNoGradient_StaysFinite()
    {
        float[] p = [1f];

        new AdamOptimizer(new AdamOptions { Epsilon = float.Epsilon }).Step(p, [0f]).ShouldBe(StepOutcome.Taken);

        p.ShouldBe([1f]);
    }

    [Test]
    public void Step_ConstantGradientForLong_KeepsMovingByTheLearningRate()
    {
        float[] p = [0f];
        AdamOptimizer optimizer = new(new AdamOptions { LearningRate = 1f / 1024 });
        for (int step = 0; step < 10_000; step++)
        {
            optimizer.Step(p, [0.3f]);
        }

        new Tolerance(0, 1e-5).ShouldAccept(p, [-10_000.0 / 1024]);
    }

    [Test]
    public void ImportState_OfAdamW_IsRefused()
    {
        AdamWOptimizer other = new();
        other.Step(new float[2], new float[2]);

        Should.Throw<ArgumentException>(() => new AdamOptimizer().ImportState(other.ExportState())).Message.ShouldBe("Expected a state of 'Adam', but got one of 'AdamW'. (Parameter 'state')");
    }

    [Test]
    public void ImportState_WithAmsGradIntoOneWithout_IsRefused()
    {
        AdamOptimizer other = new(new AdamOptions { AmsGrad = true });
        other.Step(new float[2], new float[2]);

        Should.Throw<ArgumentException>(() => new AdamOptimizer().ImportState(other.ExportState())).Message
            .ShouldBe("Expected the state tensors exp_avg, exp_avg_sq, but got exp_avg, exp_avg_sq, max_exp_avg_sq. (Parameter 'state')");
    }

    [Test]
    public void ImportState_NegativeSecondMoment_IsRefused()
    {
        AdamOptimizer optimizer = new();
        optimizer.Step(new float[2], new float[2]);
        OptimizerState state = optimizer.ExportState();
        state.Tensors["exp_avg_sq"][1] = -1;

        Should.Throw<ArgumentException>(() => optimizer.ImportState(state)).Message
            .ShouldBe("Expected finite values of 0 or more in the state tensor 'exp_avg_sq', but got -1 at 1. (Parameter 'state')");
    }

    [TestCase(nameof(AdamOptions.LearningRate), -0.5f, "[0, Infinity)")]
    [TestCase(nameof(AdamOptions.Beta1), 1f, "[0, 1)")]
    [TestCase(nameof(AdamOptions.Beta1), -0.5f, "[0, 1)")]
    [TestCase(nameof(AdamOptions.Beta2), 1f, "[0, 1)")]
    [TestCase(nameof(AdamOptions.Beta2), float.NaN, "[0, 1)")]
    [TestCase(nameof(AdamOptions.Epsilon), 0f, "(0, Infinity)")]
    [TestCase(nameof(AdamOptions.Epsilon), float.PositiveInfinity, "(0, Infinity)")]
    [TestCase(nameof(AdamOptions.WeightDecay), -1f, "[0, Infinity)")]
    public void Constructor_SettingOutOfRange_IsRefused(string setting, float value, string range) =>
        SettingRefusal.ShouldRefuse<AdamOptions>(static options => new AdamOptimizer(options), setting, value, range);
}
