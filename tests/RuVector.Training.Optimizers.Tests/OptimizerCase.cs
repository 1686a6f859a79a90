using RuVector.Training.TestKit;

namespace RuVector.Training.Optimizers.Tests;

/// <summary>One line of the table that runs every optimizer through every shared test.</summary>
/// <param name="Name">Name of the line.</param>
/// <param name="Create">Makes the optimizer.</param>
/// <param name="Oracle">Makes its slow twin for a number of parameters.</param>
/// <param name="LearningRate">A learning rate that minimises the test functions.</param>
/// <param name="Decays">Whether weight decay moves parameters even without a gradient.</param>
/// <param name="DecoupledDecay">The decoupled weight decay, which rows make up for.</param>
/// <param name="GradientsOverflow">Whether a gradient of 3e38 overflows the state or a parameter.</param>
/// <param name="MomentsOverflow">Whether the first moment, when 3e38, takes a parameter to infinity.</param>
/// <param name="UsesShapes">Whether a step depends on which parameters belong to one tensor, and on its shape.</param>
/// <param name="Offset">What is added to the parameters of the test functions: steps in proportion to the norm of the parameters get nowhere near 0.</param>
public sealed record OptimizerCase(
    string Name,
    Func<IOptimizer> Create,
    Func<int, OracleStep> Oracle,
    float LearningRate,
    bool Decays = false,
    double DecoupledDecay = 0,
    bool GradientsOverflow = true,
    bool MomentsOverflow = true,
    bool UsesShapes = false,
    float Offset = 0)
{
    private const double Beta1 = 0.9f;
    private const double Beta2 = 0.999f;
    private const double Epsilon = 1e-8f;

    public static IEnumerable<OptimizerCase> All =>
    [
        new("Sgd", () => new SgdOptimizer(), n => Sgd(n), 0.001f, MomentsOverflow: false),
        new("Sgd_Momentum", () => new SgdOptimizer(new SgdOptions { Momentum = 0.9f, Dampening = 0.25f }), n => Sgd(n, momentum: 0.9f, dampening: 0.25), 0.0005f),
        new("Sgd_Nesterov_Decay", () => new SgdOptimizer(new SgdOptions { Momentum = 0.8f, Nesterov = true, WeightDecay = 0.0625f }), n => Sgd(n, momentum: 0.8f, nesterov: true, decay: 0.0625), 0.0005f, Decays: true),
        new("Adam", () => new AdamOptimizer(), n => Adam(n), 0.01f),
        new("Adam_Decay", () => new AdamOptimizer(new AdamOptions { WeightDecay = 0.0625f }), n => Adam(n, coupled: 0.0625), 0.01f, Decays: true),
        new("Adam_AmsGrad", () => new AdamOptimizer(new AdamOptions { AmsGrad = true }), n => Adam(n, amsGrad: true), 0.01f),
        new("AdamW", () => new AdamWOptimizer(), n => Adam(n, decoupled: 0.01f), 0.01f, Decays: true, DecoupledDecay: 0.01f),
        new("Ema_AdamW", () => new EmaOptimizer(new AdamWOptimizer()), n => Adam(n, decoupled: 0.01f), 0.01f, Decays: true, DecoupledDecay: 0.01f),
        new("AdamW_AmsGrad_NoDecay", () => new AdamWOptimizer(new AdamWOptions { AmsGrad = true, WeightDecay = 0 }), n => Adam(n, amsGrad: true), 0.01f),
        new("NAdam", () => new NAdamOptimizer(), n => NAdam(n), 0.01f),
        new("NAdam_Decay", () => new NAdamOptimizer(new NAdamOptions { MomentumDecay = 0.25f, WeightDecay = 0.0625f }), n => NAdam(n, momentumDecay: 0.25, coupled: 0.0625), 0.01f, Decays: true),
        new("RAdam", () => new RAdamOptimizer(), n => RAdam(n), 0.001f),
        new("RAdam_Decay", () => new RAdamOptimizer(new RAdamOptions { Beta2 = 0.9f, WeightDecay = 0.0625f }), n => RAdam(n, beta2: 0.9f, coupled: 0.0625), 0.0005f, Decays: true),
        new("Adamax", () => new AdamaxOptimizer(), n => Adamax(n), 0.01f, GradientsOverflow: false),
        new("Adamax_Decay", () => new AdamaxOptimizer(new AdamaxOptions { WeightDecay = 0.0625f }), n => Adamax(n, coupled: 0.0625), 0.01f, Decays: true, GradientsOverflow: false),
        new("Adagrad", () => new AdagradOptimizer(), n => Adagrad(n), 0.5f, MomentsOverflow: false),
        new("Adagrad_Decay", () => new AdagradOptimizer(new AdagradOptions { LearningRateDecay = 0.001f, InitialAccumulator = 0.5f, WeightDecay = 0.0625f }),
            n => Adagrad(n, start: 0.5, learningRateDecay: 0.001f, coupled: 0.0625), 0.5f, Decays: true, MomentsOverflow: false),
        new("RowWiseAdagrad", () => new RowWiseAdagradOptimizer(), n => RowWiseAdagrad(n), 0.5f, MomentsOverflow: false, UsesShapes: true),
        new("RowWiseAdagrad_Decay", () => new RowWiseAdagradOptimizer(new RowWiseAdagradOptions { LearningRateDecay = 0.001f }), n => RowWiseAdagrad(n, 0.001f), 0.5f, MomentsOverflow: false, UsesShapes: true),
        new("RmsProp", () => new RmsPropOptimizer(), n => RmsProp(n), 0.0005f, MomentsOverflow: false),
        new("RmsProp_Momentum", () => new RmsPropOptimizer(new RmsPropOptions { Momentum = 0.5f }), n => RmsProp(n, momentum: 0.5), 0.0005f),
        new("RmsProp_Centered", () => new RmsPropOptimizer(new RmsPropOptions { Centered = true }), n => RmsProp(n, centered: true), 0.0005f, MomentsOverflow: false),
        new("RmsProp_Centered_Momentum_Decay", () => new RmsPropOptimizer(new RmsPropOptions { Alpha = 0.9f, Centered = true, Momentum = 0.5f, WeightDecay = 0.0625f }),
            n => RmsProp(n, alpha: 0.9f, momentum: 0.5, coupled: 0.0625, centered: true), 0.0005f, Decays: true, MomentsOverflow: false),
        new("Lion", () => new LionOptimizer(), n => Lion(n), 0.0005f, GradientsOverflow: false, MomentsOverflow: false),
        new("Lion_Decay", () => new LionOptimizer(new LionOptions { WeightDecay = 0.015625f }), n => Lion(n, decoupled: 0.015625), 0.0005f,
            Decays: true, DecoupledDecay: 0.015625, GradientsOverflow: false, MomentsOverflow: false),
        new("Lamb", () => new LambOptimizer(), n => Lamb(n, decay: 0.01f), 0.0005f, Decays: true, UsesShapes: true, Offset: 4),
        new("Lamb_NoDecay", () => new LambOptimizer(new LambOptions { WeightDecay = 0, Beta1 = 0.75f }), n => Lamb(n, beta1: 0.75), 0.0005f, UsesShapes: true, Offset: 4),
        new("Adafactor", () => new AdafactorOptimizer(), n => Adafactor(n), 0.01f, UsesShapes: true, MomentsOverflow: false),
        new("Adafactor_ExternalRate_Average", () => new AdafactorOptimizer(ExternalRate), n => Adafactor(n, isExternal: true, beta1: 0.5, decay: 0.015625), 0.01f, Decays: true, UsesShapes: true, MomentsOverflow: false),
        new("Muon", () => new MuonOptimizer(new MuonOptions { WeightDecay = 0.01f }), n => Adam(n, decoupled: 0.01f), 0.01f, Decays: true, UsesShapes: true),
        new("Muon_RateFactor", () => new MuonOptimizer(new MuonOptions { AdamLearningRateFactor = 0.5f, WeightDecay = 0 }), n => Halved(Adam(n)), 0.02f, UsesShapes: true),
        new("ScheduleFreeAdamW", () => new ScheduleFreeAdamWOptimizer(), n => ScheduleFree(n), 0.01f, MomentsOverflow: false),
        new("ScheduleFreeAdamW_Warmup_Decay", () => new ScheduleFreeAdamWOptimizer(Warmup), n => ScheduleFree(n, warmup: 4, power: 1, decay: 0.015625), 0.01f, Decays: true, MomentsOverflow: false),
    ];

    /// <summary>Gets the optimizers with a rule of their own, whose state is theirs alone.</summary>
    public static IEnumerable<OptimizerCase> WithOwnState => All.Where(static c => c.Create() is not EmaOptimizer);

    private static AdafactorOptions ExternalRate => new() { RelativeStep = false, ScaleParameter = false, Beta1 = 0.5f, WeightDecay = 0.015625f };

    private static ScheduleFreeAdamWOptions Warmup => new() { WarmupSteps = 4, WeightPower = 1, WeightDecay = 0.015625f };

    public override string ToString() => Name;

    private static OracleStep Sgd(int length, double momentum = 0, double dampening = 0, bool nesterov = false, double decay = 0)
    {
        double[] b = new double[length];
        return (p, g, step, learningRate) => OptimizerOracle.Sgd(p, g, b, step, learningRate, momentum, dampening, nesterov, decay);
    }

    private static OracleStep Adam(int length, double coupled = 0, double decoupled = 0, bool amsGrad = false)
    {
        double[] m = new double[length], v = new double[length];
        double[]? largest = amsGrad ? new double[length] : null;
        return (p, g, step, learningRate) => OptimizerOracle.Adam(p, g, m, v, step, learningRate, Beta1, Beta2, Epsilon, coupled, decoupled, largest);
    }

    private static OracleStep NAdam(int length, double momentumDecay = 4e-3f, double coupled = 0)
    {
        double[] m = new double[length], v = new double[length];
        return (p, g, step, learningRate) => OptimizerOracle.NAdam(p, g, m, v, step, learningRate, Beta1, Beta2, Epsilon, momentumDecay, coupled);
    }

    private static OracleStep RAdam(int length, double beta2 = Beta2, double coupled = 0)
    {
        double[] m = new double[length], v = new double[length];
        return (p, g, step, learningRate) => OptimizerOracle.RAdam(p, g, m, v, step, learningRate, Beta1, beta2, Epsilon, coupled);
    }

    private static OracleStep Adamax(int length, double coupled = 0)
    {
        double[] m = new double[length], u = new double[length];
        return (p, g, step, learningRate) => OptimizerOracle.Adamax(p, g, m, u, step, learningRate, Beta1, Beta2, Epsilon, coupled);
    }

    private static OracleStep Adagrad(int length, double start = 0, double learningRateDecay = 0, double coupled = 0)
    {
        double[] sum = [.. Enumerable.Repeat(start, length)];
        return (p, g, step, learningRate) => OptimizerOracle.Adagrad(p, g, sum, step, learningRate, learningRateDecay, coupledDecay: coupled);
    }

    private static OracleStep RowWiseAdagrad(int length, double learningRateDecay = 0)
    {
        double[] sum = [0];
        return (p, g, step, learningRate) => OptimizerOracle.RowWiseAdagrad(p, g, sum, step, learningRate, learningRateDecay);
    }

    private static OracleStep RmsProp(int length, double alpha = 0.99f, double momentum = 0, double coupled = 0, bool centered = false)
    {
        double[] square = new double[length], b = new double[length];
        double[]? average = centered ? new double[length] : null;
        return (p, g, _, learningRate) => OptimizerOracle.RmsProp(p, g, square, b, learningRate, alpha, Epsilon, momentum, coupled, average);
    }

    private static OracleStep Lion(int length, double decoupled = 0)
    {
        double[] m = new double[length];
        return (p, g, _, learningRate) => OptimizerOracle.Lion(p, g, m, learningRate, Beta1, 0.99f, decoupled);
    }

    private static OracleStep Lamb(int length, double decay = 0, double beta1 = Beta1)
    {
        double[] m = new double[length], v = new double[length];
        return (p, g, step, learningRate) => TensorOptimizerOracle.Lamb(p, g, m, v, step, learningRate, beta1, Beta2, 1e-6f, decay);
    }

    private static OracleStep Adafactor(int length, bool isExternal = false, double beta1 = 0, double decay = 0)
    {
        double[] v = new double[length], average = new double[length];
        return (p, g, step, learningRate) => TensorOptimizerOracle.Adafactor(
            p, g, v, [], average, step, isExternal ? learningRate : Math.Min(learningRate, 1 / Math.Sqrt(step)), isExternal ? 0 : 1e-3, beta1: beta1, decay: decay);
    }

    private static OracleStep ScheduleFree(int length, int warmup = 1, double power = 0, double decay = 0)
    {
        double[] z = new double[length], x = new double[length], v = new double[length];
        (double sum, double largestRate) = (0, 0);
        return (y, g, step, learningRate) => TensorOptimizerOracle.ScheduleFreeAdamW(
            y, g, z, x, v, ref sum, ref largestRate, step, learningRate * Math.Min(1, (double)step / warmup), Beta1, Beta2, Epsilon, decay, power);
    }

    private static OracleStep Halved(OracleStep oracle) => (p, g, step, learningRate) => oracle(p, g, step, 0.5 * learningRate);
}

/// <summary>One step of an oracle, counted from 1.</summary>
public delegate void OracleStep(double[] parameters, ReadOnlySpan<float> gradients, int step, double learningRate);
