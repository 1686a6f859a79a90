using RuVector.Training.TestKit;

namespace RuVector.Training.Optimizers.Tests;

[TestFixture]
public sealed class LambOptimizerTests
{
    [Test]
    public void Step_FirstOne_MovesByTheShareOfTheNorm()
    {
        // |p| = 5, direction (1, 0): p_0 = 3 - 0.125 * 5
        float[] p = [3f, 4f];
        LambOptimizer optimizer = new(new LambOptions { LearningRate = 0.125f, Beta1 = 0.5f, Beta2 = 0.75f, WeightDecay = 0 });

        optimizer.Step(p, [2f, 0f]);

        Tolerance.ForFloat.ShouldAccept(p, [2.375, 4]);
        OptimizerState state = optimizer.ExportState();
        state.Kind.ShouldBe("Lamb");
        state.Tensors["exp_avg"].ShouldBe([1f, 0f]);
        state.Tensors["exp_avg_sq"].ShouldBe([1f, 0f]);
    }

    [Test]
    public void Step_WeightDecay_IsPartOfTheDirection()
    {
        // direction (1 + 0.25 * 4, 0.25 * 0) = (2, 0), |p| = 4: p_0 = 4 - 0.125 * 4
        float[] p = [4f, 0f];

        new LambOptimizer(new LambOptions { LearningRate = 0.125f, WeightDecay = 0.25f }).Step(p, [2f, 0f]);

        Tolerance.ForFloat.ShouldAccept(p, [3.5, 0]);
    }

    [Test]
    public void Step_ZeroParameters_MoveByTheLearningRate()
    {
        float[] p = [0f, 0f];

        new LambOptimizer(new LambOptions { LearningRate = 0.125f }).Step(p, [2f, -8f]);

        Tolerance.ForFloat.ShouldAccept(p, [-0.125, 0.125]);
    }

    [Test]
    public void Step_Segments_HaveRatiosOfTheirOwn()
    {
        ParameterSet set = new(new ParameterShape("one", 1, 2), new ParameterShape("other", 1));
        ((float[])[3f, 4f, 10f]).CopyTo(set.Values);
        ((float[])[2f, 0f, -8f]).CopyTo(set.Gradients);

        new LambOptimizer(new LambOptions { LearningRate = 0.125f, WeightDecay = 0 }).Step(set);

        Tolerance.ForFloat.ShouldAccept(set.Values, [2.375, 4, 11.25]);
    }

    [Test]
    public void Step_LongTensor_MatchesOracle()
    {
        // longer than the blocks of one pass
        const int Length = 5000;
        float[] p = Batches.Vector(Length, seed: 1);
        double[] expected = Array.ConvertAll(p, static x => (double)x), m = new double[Length], v = new double[Length];
        LambOptimizer optimizer = new(new LambOptions { LearningRate = 0.0625f });
        for (int step = 1; step <= 5; step++)
        {
            float[] g = Batches.Vector(Length, seed: 10 + step);
            optimizer.Step(p, g);
            TensorOptimizerOracle.Lamb(expected, g, m, v, step, 0.0625, 0.9f, 0.999f, 1e-6f, 0.01f);
        }

        Tolerance.ForFloat.ShouldAccept(p, expected);
    }

    [Test]
    public void Step_DirectionFarBelowTheParameters_MovesByTheShareOfTheNorm([Values(1e-43f, 1e-40f, 1e-30f)] float gradient)
    {
        // the ratio of the norms is up to 1e46
        float[] p = [3e6f, 4e6f];

        new LambOptimizer(new LambOptions { LearningRate = 0.125f, WeightDecay = 0 }).Step(p, [gradient, 0f]).ShouldBe(StepOutcome.Taken);

        Tolerance.ForFloat.ShouldAccept(p, [3e6 - (0.125 * 5e6), 4e6]);
    }

    [Test]
    public void Step_DirectionThatOverflows_IsSkipped()
    {
        LambOptimizer optimizer = new(new LambOptions { Epsilon = 1e-30f });
        optimizer.Step(new float[1], new float[1]);
        OptimizerState state = optimizer.ExportState();
        optimizer.ImportState(state with { Tensors = new Dictionary<string, float[]> { ["exp_avg"] = [1e12f], ["exp_avg_sq"] = [0f] } });
        float[] p = [1f];

        optimizer.Step(p, [0f]).ShouldBe(StepOutcome.SkippedOverflow);

        p.ShouldBe([1f]);
    }

    [Test]
    public void Step_LearningRateThatTakesParametersToInfinity_IsSkipped([Values(1e-40f, 1f)] float gradient)
    {
        float[] p = [10f];

        new LambOptimizer(new LambOptions { LearningRate = 1e38f, WeightDecay = 0 }).Step(p, [gradient]).ShouldBe(StepOutcome.SkippedOverflow);

        p.ShouldBe([10f]);
    }

    [Test]
    public void Options_Defaults_AreThoseOfThePaper()
    {
        LambOptions options = new();

        (options.LearningRate, options.Beta1, options.Beta2, options.Epsilon, options.WeightDecay).ShouldBe((0.001f, 0.9f, 0.999f, 1e-6f, 0.01f));
    }

    [TestCase(nameof(LambOptions.LearningRate), float.NaN, "[0, Infinity)")]
    [TestCase(nameof(LambOptions.Beta1), 1f, "[0, 1)")]
    [TestCase(nameof(LambOptions.Beta2), 1f, "[0, 1)")]
    [TestCase(nameof(LambOptions.Epsilon), 0f, "(0, Infinity)")]
    [TestCase(nameof(LambOptions.WeightDecay), -1f, "[0, Infinity)")]
    public void Constructor_SettingOutOfRange_IsRefused(string setting, float value, string range) =>
        Refusals.ShouldRefuse(static options => new LambOptimizer(options), new LambOptions(), setting, value, range);

    [Test]
    public void Constructor_LearningRateTimesWeightDecayOfOne_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new LambOptimizer(new LambOptions { LearningRate = 4, WeightDecay = 0.25f })).Message
            .ShouldBe("WeightDecay: Expected LearningRate times WeightDecay below 1, but got 4 * 0.25. (Parameter 'options')");
}
