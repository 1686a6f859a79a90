using RuVector.Training.TestKit;

namespace RuVector.Training.Optimizers.Tests;

[TestFixture]
public sealed class NAdamOptimizerTests
{
    private static readonly NAdamOptions _halves = new() { LearningRate = 1, Beta1 = 0.5f, Beta2 = 0.75f, MomentumDecay = 0 };

    [Test]
    public void Step_TwoSteps_MatchHandWorkedCase()
    {
        // without decay every momentum is 0.5 * 0.5 = 1/4
        // step 1: m = 1, v = 1, root of v / 0.25 = 2; p = 5 - (3/4 * 2 / (3/4) + 1/4 * 1 / (15/16)) / 2 = 5 - (2 + 4/15) / 2
        // step 2: m = 2.5, v = 4.75; p = p - (3/4 * 4 / (15/16) + 1/4 * 2.5 / (63/64)) / sqrt(4.75 / 0.4375)
        float[] p = [5f];
        NAdamOptimizer optimizer = new(_halves);

        optimizer.Step(p, [2f]);
        double first = 5 - ((2 + (4.0 / 15)) / 2);
        Tolerance.ForFloat.ShouldAccept(p, [first]);
        optimizer.Step(p, [4f]);

        Tolerance.ForFloat.ShouldAccept(p, [first - ((3.2 + (0.625 * 64 / 63)) / Math.Sqrt(4.75 / 0.4375))]);
        OptimizerState state = optimizer.ExportState();
        state.Tensors["exp_avg"].ShouldBe([2.5f]);
        state.Tensors["exp_avg_sq"].ShouldBe([4.75f]);
        state.Scalars["mu_product"].ShouldBe(1.0 / 16);
        state.Kind.ShouldBe("NAdam");
    }

    [Test]
    public void Step_MomentumDecay_LetsTheMomentumGrow()
    {
        // 0.5 (1 - 0.5 * 0.96^2) = 0.2696, then 0.5 (1 - 0.5 * 0.96^4) = 0.28766...
        NAdamOptimizer optimizer = new(new NAdamOptions { Beta1 = 0.5f, MomentumDecay = 2 });

        optimizer.Step([1f], [1f]);
        optimizer.ExportState().Scalars["mu_product"].ShouldBe(0.2696, 1e-12);
        optimizer.Step([1f], [1f]);

        optimizer.ExportState().Scalars["mu_product"].ShouldBe(0.2696 * 0.5 * (1 - (0.5 * 0.84934656)), 1e-12);
    }

    [Test]
    public void Step_WeightDecay_EntersTheMoments()
    {
        // g = 1 + 0.5 * 2 = 2
        NAdamOptimizer optimizer = new(new NAdamOptions { Beta1 = 0.5f, Beta2 = 0.75f, WeightDecay = 0.5f });

        optimizer.Step([2f], [1f]);

        optimizer.ExportState().Tensors["exp_avg"].ShouldBe([1f]);
        optimizer.ExportState().Tensors["exp_avg_sq"].ShouldBe([1f]);
    }

    [Test]
    public void Step_AfterOneThatWasSkipped_CountsItsMomentumOnce()
    {
        float[] p = [5f], q = [5f];
        NAdamOptimizer optimizer = new(_halves), other = new(_halves);
        optimizer.Step(p, [2f]);
        other.Step(q, [2f]);

        optimizer.Step(p, [1e30f]).ShouldBe(StepOutcome.SkippedOverflow);
        optimizer.ExportState().Scalars["mu_product"].ShouldBe(0.25);
        optimizer.Step(p, [4f]);
        other.Step(q, [4f]);

        Bits.Of(p).ShouldBe(Bits.Of(q));
        optimizer.ExportState().Scalars["mu_product"].ShouldBe(1.0 / 16);
    }

    [Test]
    public void ImportState_ThenASkippedStep_ExportsTheSameProduct()
    {
        NAdamOptimizer original = new(_halves), copy = new(_halves);
        original.Step([5f], [2f]);
        copy.ImportState(original.ExportState());

        copy.Step([5f], [1e30f]).ShouldBe(StepOutcome.SkippedOverflow);

        Bits.WithoutSkips(copy).ShouldBe(Bits.WithoutSkips(original));
    }

    [Test]
    public void ImportState_ProductOutOfRange_IsRefused()
    {
        NAdamOptimizer optimizer = new(_halves);
        optimizer.Step([5f], [2f]);
        OptimizerState state = optimizer.ExportState();
        state = state with { Scalars = new Dictionary<string, double>(state.Scalars) { ["mu_product"] = 1.5 } };

        Should.Throw<ArgumentException>(() => optimizer.ImportState(state)).Message
            .ShouldBe("Expected the state number 'mu_product' in [0, 1], but got 1.5. (Parameter 'state')");
        optimizer.ExportState().Scalars["mu_product"].ShouldBe(0.25);
    }

    [Test]
    public void Options_Defaults_AreThoseOfTorch()
    {
        NAdamOptions options = new();

        (options.LearningRate, options.Beta1, options.Beta2, options.Epsilon, options.WeightDecay, options.MomentumDecay).ShouldBe((0.002f, 0.9f, 0.999f, 1e-8f, 0f, 0.004f));
    }

    [TestCase(nameof(NAdamOptions.LearningRate), -0.5f, "[0, Infinity)")]
    [TestCase(nameof(NAdamOptions.Beta1), 1f, "[0, 1)")]
    [TestCase(nameof(NAdamOptions.Beta2), float.NaN, "[0, 1)")]
    [TestCase(nameof(NAdamOptions.Epsilon), 0f, "(0, Infinity)")]
    [TestCase(nameof(NAdamOptions.WeightDecay), -1f, "[0, Infinity)")]
    [TestCase(nameof(NAdamOptions.MomentumDecay), float.PositiveInfinity, "[0, Infinity)")]
    public void Constructor_SettingOutOfRange_IsRefused(string setting, float value, string range) =>
        SettingRefusal.ShouldRefuse<NAdamOptions>(static options => new NAdamOptimizer(options), setting, value, range);
}
