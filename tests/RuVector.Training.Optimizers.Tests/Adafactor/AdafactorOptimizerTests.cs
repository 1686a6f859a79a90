using RuVector.Training.TestKit;

namespace RuVector.Training.Optimizers.Tests;

[TestFixture]
public sealed class AdafactorOptimizerTests
{
    private static AdafactorOptions External => new() { RelativeStep = false, ScaleParameter = false, LearningRate = 0.5f };

    [Test]
    public void Step_FirstOneOverAMatrix_DividesByRowsAndColumns()
    {
        // row means of g^2: 2.5, 12.5; column means 5, 10; V = [[5/3, 10/3], [25/3, 50/3]]; rms of g / sqrt(V) is sqrt(0.96): not clipped
        ParameterSet set = Matrix([1f, 2f, 3f, 4f]);
        AdafactorOptimizer optimizer = new(External);

        optimizer.Step(set);

        Tolerance.ForFloat.ShouldAccept(set.Values, [-0.5 * Math.Sqrt(0.6), -0.5 * Math.Sqrt(1.2), -0.5 * Math.Sqrt(1.08), -0.5 * Math.Sqrt(0.96)]);
        OptimizerState state = optimizer.ExportState();
        state.Kind.ShouldBe("Adafactor");
        state.Tensors.Keys.Order(StringComparer.Ordinal).ShouldBe(["weight.exp_avg_sq_col", "weight.exp_avg_sq_row"]);
        state.Tensors["weight.exp_avg_sq_row"].ShouldBe([2.5f, 12.5f]);
        state.Tensors["weight.exp_avg_sq_col"].ShouldBe([5f, 10f]);
    }

    [Test]
    public void Step_FirstOneOverAVector_MovesBySigns()
    {
        float[] p = [1f, 1f, 1f];

        new AdafactorOptimizer(External).Step(p, [5f, -1e-3f, 1e10f]);

        Tolerance.ForFloat.ShouldAccept(p, [0.5, 1.5, 0.5]);
    }

    [Test]
    public void Step_ClipThreshold_BoundsTheRootMeanSquare()
    {
        AdafactorOptions options = External;
        options.ClipThreshold = 0.25f;
        float[] p = [1f, 1f];

        new AdafactorOptimizer(options).Step(p, [5f, -1e-3f]);

        Tolerance.ForFloat.ShouldAccept(p, [1 - 0.125, 1 + 0.125]);
    }

    [Test]
    public void Step_ScaledParameters_MoveInProportion()
    {
        // rms(p) = 5, and 0 counts as 0.001
        float[] p = [7f, 1f], zero = [0f, 0f];
        AdafactorOptions options = External;
        options.ScaleParameter = true;

        new AdafactorOptimizer(options).Step(p, [1f, -1f]);
        new AdafactorOptimizer(options).Step(zero, [1f, -1f]);

        Tolerance.ForFloat.ShouldAccept(p, [7 - 2.5, 1 + 2.5]);
        Tolerance.ForFloat.ShouldAccept(zero, [-0.0005, 0.0005]);
    }

    [TestCase(false, 0.5f, 1, 0.5)]
    [TestCase(false, 0.5f, 16, 0.25)]
    [TestCase(false, 0.125f, 16, 0.125)]
    [TestCase(true, 0.5f, 1, 1e-6)]
    [TestCase(true, 0.5f, 16, 16e-6)]
    public void Step_RelativeStep_FallsWithTheRootOfTheStep(bool warmupInit, float learningRate, int step, double expected)
    {
        AdafactorOptimizer optimizer = new(new AdafactorOptions { LearningRate = learningRate, ScaleParameter = false, WarmupInit = warmupInit });
        float[] p = [0f];
        for (int earlier = 1; earlier < step; earlier++)
        {
            optimizer.Step(p, [1f]);
        }

        p[0] = 0;
        optimizer.Step(p, [1f]);

        new Tolerance(0, 1e-5).ShouldAccept(p, [-expected]);
    }

    [Test]
    public void Step_WeightDecay_IsNotScaledByTheParameters()
    {
        float[] p = [8f];

        new AdafactorOptimizer(new AdafactorOptions { LearningRate = 0.5f, RelativeStep = false, WeightDecay = 0.25f }).Step(p, [0f]);

        Tolerance.ForFloat.ShouldAccept(p, [7]);
    }

    [Test]
    public void Step_LearningRateZeroLater_LeavesTheParametersAndLetsTheAverageDecay()
    {
        AdafactorOptions options = External;
        options.Beta1 = 0.5f;
        AdafactorOptimizer optimizer = new(options);
        float[] p = [1f];
        optimizer.Step(p, [1f]);
        p.ShouldBe([0.75f]);
        optimizer.LearningRate = 0;

        optimizer.Step(p, [1f]);

        p.ShouldBe([0.75f]);
        optimizer.ExportState().Tensors["exp_avg"].ShouldBe([0.125f]);
    }

    [TestCase(1, 1)]
    [TestCase(1, 9)]
    [TestCase(9, 1)]
    [TestCase(5, 7)]
    [TestCase(33, 65)]
    [TestCase(2, 3000)]
    [TestCase(3000, 2)]
    public void Step_Matrices_MatchOracle(int rows, int columns)
    {
        AdafactorOptimizer optimizer = new(new AdafactorOptions { Beta1 = 0.5f, WeightDecay = 0.25f, LearningRate = 0.5f });
        ParameterSet set = new(new ParameterShape("weight", rows, columns));
        Batches.Vector(rows * columns, seed: 1).CopyTo(set.Values);
        double[] expected = [.. set.Values.ToArray().Select(static x => (double)x)], ofRows = new double[rows], ofColumns = new double[columns], average = new double[rows * columns];
        for (int step = 1; step <= 5; step++)
        {
            float[] g = Batches.Vector(rows * columns, seed: 10 + step);
            g.CopyTo(set.Gradients);
            optimizer.Step(set).ShouldBe(StepOutcome.Taken);
            TensorOptimizerOracle.Adafactor(expected, g, ofRows, ofColumns, average, step, Math.Min(0.5, 1 / Math.Sqrt(step)), 1e-3, beta1: 0.5, decay: 0.25);
        }

        Tolerance.ForFloat.ShouldAccept(set.Values, expected);
        Tolerance.ForFloat.ShouldAccept(optimizer.ExportState().Tensors["weight.exp_avg_sq_row"], ofRows);
        Tolerance.ForFloat.ShouldAccept(optimizer.ExportState().Tensors["weight.exp_avg_sq_col"], ofColumns);
    }

    [Test]
    public void Step_TensorOfThreeAxes_IsNotFactored()
    {
        ParameterSet cube = new(new ParameterShape("cube", 2, 3, 2));
        AdafactorOptimizer optimizer = new();

        optimizer.Step(cube);

        optimizer.ExportState().Tensors.Single().Key.ShouldBe("cube.exp_avg_sq");
    }

    [Test]
    public void Step_RowsOfZeroGradients_StayWhereTheyAre()
    {
        ParameterSet set = Matrix([0f, 0f, 3f, 4f]);
        AdafactorOptimizer optimizer = new(External);

        optimizer.Step(set).ShouldBe(StepOutcome.Taken);

        set.Values[..2].ToArray().ShouldBe([0f, 0f]);
        set.Values[2].ShouldBeLessThan(0);
    }

    [Test]
    public void Step_RowFarBelowTheOthers_MatchesOracle([Values(0f, 0.5f)] float beta1)
    {
        // the root of the mean of all rows over that of the first row is 2e29, and the parameters scale it by 1e10: no float32
        float[] g = [1e-19f, 1e-20f, 1e11f, -3e11f];
        ParameterSet set = Matrix(g);
        set.Values.Fill(1e12f);
        double[] expected = [1e12f, 1e12f, 1e12f, 1e12f];

        new AdafactorOptimizer(new AdafactorOptions { Epsilon = 1e-36f, Beta1 = beta1 }).Step(set).ShouldBe(StepOutcome.Taken);

        TensorOptimizerOracle.Adafactor(expected, g, new double[2], new double[2], new double[4], 1, 0.01f, 1e-3, epsilon: 1e-36f, beta1: beta1);
        Tolerance.ForFloat.ShouldAccept(set.Values, expected);
        expected[0].ShouldBeLessThan(0.9999 * 1e12, "the first row moves");
    }

    [Test]
    public void Step_LearningRateThatTakesParametersToInfinity_IsSkipped()
    {
        float[] p = [1e6f];

        new AdafactorOptimizer(new AdafactorOptions { LearningRate = 1e35f, RelativeStep = false }).Step(p, [1f]).ShouldBe(StepOutcome.SkippedOverflow);

        p.ShouldBe([1e6f]);
    }

    [Test]
    public void Options_Defaults_AreThoseOfTheReference()
    {
        AdafactorOptions options = new();

        (options.LearningRate, options.RelativeStep, options.WarmupInit, options.ScaleParameter, options.WeightDecay).ShouldBe((0.01f, true, false, true, 0f));
        (options.DecayRate, options.Beta1, options.ClipThreshold, options.Epsilon, options.ParameterEpsilon).ShouldBe((-0.8f, 0f, 1f, 1e-30f, 1e-3f));
    }

    [TestCase(nameof(AdafactorOptions.LearningRate), -1f, "[0, Infinity)")]
    [TestCase(nameof(AdafactorOptions.DecayRate), 0f, "[-1, 0)")]
    [TestCase(nameof(AdafactorOptions.Beta1), 1f, "[0, 1)")]
    [TestCase(nameof(AdafactorOptions.ClipThreshold), 0f, "(0, Infinity)")]
    [TestCase(nameof(AdafactorOptions.Epsilon), 0f, "[1E-36, 1]")]
    [TestCase(nameof(AdafactorOptions.ParameterEpsilon), 0f, "(0, Infinity)")]
    [TestCase(nameof(AdafactorOptions.WeightDecay), float.NaN, "[0, Infinity)")]
    public void Constructor_SettingOutOfRange_IsRefused(string setting, float value, string range) =>
        Refusals.ShouldRefuse(static options => new AdafactorOptimizer(options), new AdafactorOptions(), setting, value, range);

    [Test]
    public void Constructor_EndsOfTheRangeOfEpsilon_AreAccepted([Values(1e-36f, 1f)] float epsilon) => new AdafactorOptimizer(new AdafactorOptions { Epsilon = epsilon }).LearningRate.ShouldBe(0.01f);

    [Test]
    public void Constructor_LearningRateTimesWeightDecayOfOne_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new AdafactorOptimizer(new AdafactorOptions { LearningRate = 4, WeightDecay = 0.25f })).Message
            .ShouldBe("WeightDecay: Expected LearningRate times WeightDecay below 1, but got 4 * 0.25. (Parameter 'options')");

    private static ParameterSet Matrix(float[] gradients)
    {
        ParameterSet set = new(new ParameterShape("weight", 2, 2));
        gradients.CopyTo(set.Gradients);
        return set;
    }
}
