using RuVector.Training.TestKit;

namespace RuVector.Training.Optimizers.Tests;

[TestFixture]
public sealed class RmsPropOptimizerTests
{
    [Test]
    public void Step_TwoSteps_MatchHandWorkedCase()
    {
        // v = 0.25 * 16 = 4, p = 5 - 4 / 2; v = 0.75 * 4 + 0.25 * 52 = 16, p = 3 - sqrt(52) / 4
        float[] p = [5f];
        RmsPropOptimizer optimizer = new(new RmsPropOptions { LearningRate = 1, Alpha = 0.75f });

        optimizer.Step(p, [4f]);
        Tolerance.ForFloat.ShouldAccept(p, [3]);
        optimizer.Step(p, [(float)Math.Sqrt(52)]);

        Tolerance.ForFloat.ShouldAccept(p, [3 - (Math.Sqrt(52) / 4)]);
        OptimizerState state = optimizer.ExportState();
        new Tolerance(0, 1e-6).ShouldAccept(state.Tensors["square_avg"], [16]);
        state.Kind.ShouldBe("RmsProp");
    }

    [Test]
    public void Step_Momentum_KeepsMovingAfterTheGradient()
    {
        // b = 4 / 2 = 2, p = 5 - 0.5 * 2; b = 0.75 * 2 + 0, p = 4 - 0.5 * 1.5
        float[] p = [5f];
        RmsPropOptimizer optimizer = new(new RmsPropOptions { LearningRate = 0.5f, Alpha = 0.75f, Momentum = 0.75f });

        optimizer.Step(p, [4f]);
        Tolerance.ForFloat.ShouldAccept(p, [4]);
        optimizer.Step(p, [0f]);

        Tolerance.ForFloat.ShouldAccept(p, [3.25]);
        OptimizerState state = optimizer.ExportState();
        state.Tensors["square_avg"].ShouldBe([3f]);
        Tolerance.ForFloat.ShouldAccept(state.Tensors["momentum_buffer"], [1.5]);
    }

    [Test]
    public void Step_Centered_DividesByTheRootOfTheVariance()
    {
        // v = 0.5 * 16 = 8, a = 0.5 * 4 = 2, variance 8 - 4; p = 5 - 4 / 2
        float[] p = [5f];
        RmsPropOptimizer optimizer = new(new RmsPropOptions { LearningRate = 1, Alpha = 0.5f, Centered = true });

        optimizer.Step(p, [4f]);

        Tolerance.ForFloat.ShouldAccept(p, [3]);
        OptimizerState state = optimizer.ExportState();
        state.Tensors.Keys.ShouldBe(["square_avg", "grad_avg"], ignoreOrder: true);
        state.Tensors["grad_avg"].ShouldBe([2f]);
    }

    [Test]
    public void Step_CenteredGradientThatStaysTheSame_StaysFinite([Values(0f, 0.5f)] float momentum)
    {
        // the variance fades to nothing, and rounding takes it below
        float[] g = [.. Batches.Vector(64, seed: 1).Select(static value => value * 1e-4f)], p = new float[64];
        RmsPropOptimizer optimizer = new(new RmsPropOptions { Alpha = 0.5f, Centered = true, Momentum = momentum });
        bool wasNegative = false;
        for (int step = 0; step < 200; step++)
        {
            optimizer.Step(p, g).ShouldBe(StepOutcome.Taken);
            OptimizerState state = optimizer.ExportState();
            wasNegative |= state.Tensors["square_avg"].Zip(state.Tensors["grad_avg"], static (v, a) => v - ((double)a * a)).Any(static variance => variance < 0);
        }

        wasNegative.ShouldBeTrue("the case is there to be guarded against");
        p.ShouldAllBe(static value => float.IsFinite(value));
    }

    [Test]
    public void Step_MomentumThatOverflows_IsSkippedAtLearningRateZeroToo()
    {
        // alpha = 0: the variance is v - a^2 = 0, and 1 / (0 + eps) is beyond float32
        float[] p = [1f];
        RmsPropOptimizer optimizer = new(new RmsPropOptions { LearningRate = 0, Alpha = 0, Epsilon = float.Epsilon, Momentum = 0.5f, Centered = true });

        optimizer.Step(p, [1f]).ShouldBe(StepOutcome.SkippedOverflow);

        p.ShouldBe([1f]);
    }

    [Test]
    public void Step_WeightDecay_EntersTheAverage()
    {
        // g = 1 + 0.5 * 2 = 2
        RmsPropOptimizer optimizer = new(new RmsPropOptions { Alpha = 0.75f, WeightDecay = 0.5f });

        optimizer.Step([2f], [1f]);

        optimizer.ExportState().Tensors["square_avg"].ShouldBe([1f]);
    }

    [Test]
    public void ImportState_WithMomentumIntoOneWithout_IsRefused()
    {
        RmsPropOptimizer other = new(new RmsPropOptions { Momentum = 0.5f });
        other.Step(new float[2], new float[2]);

        Should.Throw<ArgumentException>(() => new RmsPropOptimizer().ImportState(other.ExportState())).Message
            .ShouldBe("Expected the state tensors square_avg, but got momentum_buffer, square_avg. (Parameter 'state')");
    }

    [Test]
    public void Options_Defaults_AreThoseOfTorch()
    {
        RmsPropOptions options = new();

        (options.LearningRate, options.Alpha, options.Epsilon, options.Momentum, options.Centered, options.WeightDecay).ShouldBe((0.01f, 0.99f, 1e-8f, 0f, false, 0f));
    }

    [TestCase(nameof(RmsPropOptions.LearningRate), -0.5f, "[0, Infinity)")]
    [TestCase(nameof(RmsPropOptions.Alpha), 1f, "[0, 1)")]
    [TestCase(nameof(RmsPropOptions.Epsilon), 0f, "(0, Infinity)")]
    [TestCase(nameof(RmsPropOptions.Momentum), 1f, "[0, 1)")]
    [TestCase(nameof(RmsPropOptions.WeightDecay), float.NaN, "[0, Infinity)")]
    public void Constructor_SettingOutOfRange_IsRefused(string setting, float value, string range) =>
        SettingRefusal.ShouldRefuse<RmsPropOptions>(static options => new RmsPropOptimizer(options), setting, value, range);
}
