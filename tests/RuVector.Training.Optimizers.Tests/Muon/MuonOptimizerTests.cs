using RuVector.Training.TestKit;

namespace RuVector.Training.Optimizers.Tests;

[TestFixture]
public sealed class MuonOptimizerTests
{
    [TestCase(4, 7, true, MuonRateAdjustment.Original)]
    [TestCase(7, 4, true, MuonRateAdjustment.Original)]
    [TestCase(7, 4, false, MuonRateAdjustment.MatchRmsAdamW)]
    [TestCase(1, 6, true, MuonRateAdjustment.MatchRmsAdamW)]
    [TestCase(33, 65, true, MuonRateAdjustment.MatchRmsAdamW)]
    public void Step_Matrices_MatchOracle(int rows, int columns, bool nesterov, MuonRateAdjustment adjustment)
    {
        MuonOptimizer optimizer = new(new MuonOptions { LearningRate = 0.125f, Nesterov = nesterov, RateAdjustment = adjustment });
        ParameterSet set = Weight(rows, columns);
        double[,] expected = new double[rows, columns], momentum = new double[rows, columns];
        for (int i = 0; i < set.Values.Length; i++)
        {
            expected[i / columns, i % columns] = set.Values[i];
        }

        for (int step = 1; step <= 5; step++)
        {
            float[,] g = Batches.Matrix(rows, columns, seed: 10 + step);
            g.Cast<float>().ToArray().CopyTo(set.Gradients);
            optimizer.Step(set).ShouldBe(StepOutcome.Taken);
            TensorOptimizerOracle.Muon(expected, g, momentum, 0.125, 0.95f, nesterov, 1e-7, 0.1f, adjustment == MuonRateAdjustment.MatchRmsAdamW);
        }

        // the orthogonal directions are within 1e-5 of those in double (NewtonSchulzTests), and a step takes 0.125 sqrt(7 / 4) or less of them, or 0.125 * 0.2 sqrt(65)
        new Tolerance(1e-5, 1e-5).ShouldAccept(set.Values, [.. expected.Cast<double>()]);
        Tolerance.ForFloat.ShouldAccept(optimizer.ExportState().Tensors["weight.momentum_buffer"], [.. momentum.Cast<double>()]);
    }

    [Test]
    public void Step_OneByOne_MovesByTheSignOfTheGradient()
    {
        // what five steps make of 1
        double one = TensorOptimizerOracle.NewtonSchulz(new double[,] { { 1 } })[0, 0];
        ParameterSet set = new(new ParameterShape("weight", 1, 1));
        (set.Values[0], set.Gradients[0]) = (8f, -3e-3f);

        new MuonOptimizer(new MuonOptions { LearningRate = 0.5f, WeightDecay = 0.25f }).Step(set);

        Tolerance.ForFloat.ShouldAccept(set.Values, [7 + (0.5 * one)]);
    }

    [Test]
    public void Step_SegmentsThatAreNoMatrices_EqualAdamWToTheBit()
    {
        ParameterSet set = new(new ParameterShape("bias", 5), new ParameterShape("scale"), new ParameterShape("cube", 2, 2, 3));
        Batches.Vector(18, seed: 1).CopyTo(set.Values);
        float[] p = set.Values.ToArray();
        MuonOptimizer muon = new(new MuonOptions { LearningRate = 0.5f, AdamLearningRateFactor = 0.25f, AdamBeta1 = 0.5f, AdamBeta2 = 0.75f, AdamEpsilon = 1e-3f });
        AdamWOptimizer adam = new(new AdamWOptions { LearningRate = 0.125f, WeightDecay = 0.1f, Beta1 = 0.5f, Beta2 = 0.75f, Epsilon = 1e-3f });
        for (int step = 0; step < 5; step++)
        {
            Batches.Vector(18, seed: 10 + step).CopyTo(set.Gradients);
            muon.Step(set);
            adam.Step(p, set.Gradients);
        }

        Bits.Of(set.Values).ShouldBe(Bits.Of(p));
        Bits.Of([.. muon.ExportState().Tensors["bias.exp_avg_sq"], .. muon.ExportState().Tensors["scale.exp_avg_sq"], .. muon.ExportState().Tensors["cube.exp_avg_sq"]])
            .ShouldBe(Bits.Of(adam.ExportState().Tensors["exp_avg_sq"]));
    }

    [Test]
    public void Step_ScaledGradients_MoveTheSame([Values(1e-3f, 1e10f, 1e25f, 1e38f)] float scale)
    {
        ParameterSet set = Weight(4, 7), scaled = Weight(4, 7);
        Batches.Vector(28, seed: 2).CopyTo(set.Gradients);
        for (int i = 0; i < 28; i++)
        {
            scaled.Gradients[i] = scale * set.Gradients[i];
        }

        new MuonOptimizer(new MuonOptions { Momentum = 0 }).Step(set);
        new MuonOptimizer(new MuonOptions { Momentum = 0 }).Step(scaled).ShouldBe(StepOutcome.Taken);

        Tolerance.ForFloat.ShouldAccept(scaled.Values, [.. set.Values.ToArray().Select(static x => (double)x)]);
    }

    [Test]
    public void Step_GradientsNearTheSmallestNumbers_AreMadeOrthogonalToo()
    {
        // with an epsilon below them; one over their norm is no float32
        double one = TensorOptimizerOracle.NewtonSchulz(new double[,] { { 1 } })[0, 0];
        ParameterSet set = new(new ParameterShape("weight", 1, 1));
        set.Gradients[0] = -1e-32f;

        new MuonOptimizer(new MuonOptions { LearningRate = 0.5f, Momentum = 0, Epsilon = 1e-40f }).Step(set);

        Tolerance.ForFloat.ShouldAccept(set.Values, [0.5 * one]);
    }

    [Test]
    public void Step_ZeroGradientOfAMatrix_ChangesNothingButDecay()
    {
        ParameterSet set = Weight(4, 7);
        float[] before = set.Values.ToArray();

        new MuonOptimizer(new MuonOptions { LearningRate = 0.5f, WeightDecay = 0.25f }).Step(set);

        Tolerance.ForFloat.ShouldAccept(set.Values, Array.ConvertAll(before, static x => 0.875 * x));
    }

    [Test]
    public void Step_MatricesAfterTheFirst_AllocateNothing()
    {
        MuonOptimizer optimizer = new();
        ParameterSet set = new(new ParameterShape("wide", 20, 30), new ParameterShape("bias", 5), new ParameterShape("tall", 30, 7));
        Batches.Vector(set.Gradients.Length, seed: 2).CopyTo(set.Gradients);

        SteadyAllocation.Of(() => optimizer.Step(set)).ShouldBe(0);
    }

    [Test]
    public void Step_LearningRateThatTakesAMatrixToInfinity_IsSkipped()
    {
        ParameterSet set = Weight(1, 400);
        set.Gradients.Fill(1f);
        int[] before = Bits.Of(set.Values);

        new MuonOptimizer(new MuonOptions { LearningRate = 3e38f, WeightDecay = 0, RateAdjustment = MuonRateAdjustment.MatchRmsAdamW }).Step(set).ShouldBe(StepOutcome.SkippedOverflow);

        Bits.Of(set.Values).ShouldBe(before);
    }

    [Test]
    public void Step_LearningRateThatTakesAVectorToInfinity_IsSkipped()
    {
        MuonOptimizer optimizer = new(new MuonOptions { WeightDecay = 0 });
        float[] p = [1f];
        optimizer.Step(p, [1f]);
        OptimizerState state = optimizer.ExportState();
        optimizer.ImportState(state with { Tensors = new Dictionary<string, float[]> { ["parameters.exp_avg"] = [1e12f], ["parameters.exp_avg_sq"] = [0f] } });
        optimizer.LearningRate = 1e30f;
        int[] before = Bits.Of(p);

        optimizer.Step(p, [0f]).ShouldBe(StepOutcome.SkippedOverflow);

        Bits.Of(p).ShouldBe(before);
    }

    [Test]
    public void Options_Defaults_AreThoseOfTorch()
    {
        MuonOptions options = new();

        (options.LearningRate, options.Momentum, options.Nesterov, options.Epsilon, options.WeightDecay, options.RateAdjustment).ShouldBe((0.001f, 0.95f, true, 1e-7f, 0.1f, MuonRateAdjustment.Original));
        (options.AdamLearningRateFactor, options.AdamBeta1, options.AdamBeta2, options.AdamEpsilon).ShouldBe((1f, 0.9f, 0.999f, 1e-8f));
    }

    [TestCase(nameof(MuonOptions.LearningRate), float.NaN, "[0, Infinity)")]
    [TestCase(nameof(MuonOptions.Momentum), 1f, "[0, 1)")]
    [TestCase(nameof(MuonOptions.Epsilon), 0f, "(0, Infinity)")]
    [TestCase(nameof(MuonOptions.WeightDecay), -1f, "[0, Infinity)")]
    [TestCase(nameof(MuonOptions.AdamLearningRateFactor), 1.5f, "[0, 1]")]
    [TestCase(nameof(MuonOptions.AdamBeta1), 1f, "[0, 1)")]
    [TestCase(nameof(MuonOptions.AdamBeta2), -0.5f, "[0, 1)")]
    [TestCase(nameof(MuonOptions.AdamEpsilon), 0f, "(0, Infinity)")]
    public void Constructor_SettingOutOfRange_IsRefused(string setting, float value, string range) =>
        Refusals.ShouldRefuse(static options => new MuonOptimizer(options), new MuonOptions(), setting, value, range);

    [Test]
    public void Constructor_UnknownRateAdjustment_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new MuonOptimizer(new MuonOptions { RateAdjustment = (MuonRateAdjustment)7 })).Message.ShouldContain("RateAdjustment");

    [Test]
    public void Constructor_LearningRateTimesWeightDecayOfOne_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new MuonOptimizer(new MuonOptions { LearningRate = 4, WeightDecay = 0.25f })).Message
            .ShouldBe("WeightDecay: Expected LearningRate times WeightDecay below 1, but got 4 * 0.25. (Parameter 'options')");

    private static ParameterSet Weight(int rows, int columns)
    {
        ParameterSet set = new(new ParameterShape("weight", rows, columns));
        Batches.Vector(rows * columns, seed: 1).CopyTo(set.Values);
        return set;
    }
}
