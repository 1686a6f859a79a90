using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Optimizers.Tests;

[TestFixture]
public sealed class OptimizerConfigurationTests
{
    [TestCase("Sgd", typeof(SgdOptimizer), 0.01f)]
    [TestCase("Adam", typeof(AdamOptimizer), 0.001f)]
    [TestCase("AdamW", typeof(AdamWOptimizer), 0.001f)]
    [TestCase("NAdam", typeof(NAdamOptimizer), 0.002f)]
    [TestCase("RAdam", typeof(RAdamOptimizer), 0.001f)]
    [TestCase("Adamax", typeof(AdamaxOptimizer), 0.002f)]
    [TestCase("Adagrad", typeof(AdagradOptimizer), 0.01f)]
    [TestCase("RowWiseAdagrad", typeof(RowWiseAdagradOptimizer), 0.01f)]
    [TestCase("RmsProp", typeof(RmsPropOptimizer), 0.01f)]
    [TestCase("Lion", typeof(LionOptimizer), 0.0001f)]
    [TestCase("Lamb", typeof(LambOptimizer), 0.001f)]
    [TestCase("Adafactor", typeof(AdafactorOptimizer), 0.01f)]
    [TestCase("Muon", typeof(MuonOptimizer), 0.001f)]
    [TestCase("ScheduleFreeAdamW", typeof(ScheduleFreeAdamWOptimizer), 0.0025f)]
    public void Create_NameAlone_GivesTheDefaults(string name, Type type, float learningRate)
    {
        IOptimizer optimizer = Create(name);

        optimizer.ShouldBeOfType(type);
        optimizer.LearningRate.ShouldBe(learningRate);
    }

    [Test]
    public void Create_SgdSettings_ReachTheOptimizer() => ShouldStepAs(
        Create("Sgd", ("Sgd:LearningRate", "0.5"), ("Sgd:Momentum", "0.75"), ("Sgd:Nesterov", "true"), ("Sgd:WeightDecay", "0.125")),
        new SgdOptimizer(new SgdOptions { LearningRate = 0.5f, Momentum = 0.75f, Nesterov = true, WeightDecay = 0.125f }));

    [Test]
    public void Create_AdamSettings_ReachTheOptimizer() => ShouldStepAs(
        Create("Adam", ("Adam:LearningRate", "0.5"), ("Adam:Beta1", "0.75"), ("Adam:Beta2", "0.5"), ("Adam:Epsilon", "0.25"), ("Adam:WeightDecay", "0.125"), ("Adam:AmsGrad", "true")),
        new AdamOptimizer(new AdamOptions { LearningRate = 0.5f, Beta1 = 0.75f, Beta2 = 0.5f, Epsilon = 0.25f, WeightDecay = 0.125f, AmsGrad = true }));

    [Test]
    public void Create_AdamWSettings_ReachTheOptimizer() => ShouldStepAs(
        Create("AdamW", ("AdamW:LearningRate", "0.5"), ("AdamW:Beta1", "0.75"), ("AdamW:Beta2", "0.5"), ("AdamW:Epsilon", "0.25"), ("AdamW:WeightDecay", "0.125"), ("AdamW:AmsGrad", "true")),
        new AdamWOptimizer(new AdamWOptions { LearningRate = 0.5f, Beta1 = 0.75f, Beta2 = 0.5f, Epsilon = 0.25f, WeightDecay = 0.125f, AmsGrad = true }));

    [Test]
    public void Create_EmaSettings_ReachItsOptimizer()
    {
        EmaOptimizer optimizer = Create("Ema", ("Ema:Decay", "0.5"), ("Ema:Optimizer:Type", "Sgd"), ("Ema:Optimizer:Sgd:LearningRate", "1")).ShouldBeOfType<EmaOptimizer>();
        float[] p = [3f], view = [0f];
        optimizer.Step(p, [1f]);
        optimizer.Step(p, [1f]);

        optimizer.CopyEvaluationView(p, view);

        p.ShouldBe([1f]);
        view[0].ShouldBe(((0.25f * 2) + 0.5f) / 0.75f);
    }

    [Test]
    public void Create_EmaWithoutAnOptimizer_IsRefusedWithItsPath() =>
        Should.Throw<OptionsValidationException>(() => Create("Ema")).Failures.ShouldHaveSingleItem().ShouldStartWith("RuVectorTraining:Optimizer:Ema:Optimizer:Type");

    [Test]
    public void Create_NAdamSettings_ReachTheOptimizer() => ShouldStepAs(
        Create("NAdam", ("NAdam:LearningRate", "0.5"), ("NAdam:Beta1", "0.75"), ("NAdam:Beta2", "0.5"), ("NAdam:Epsilon", "0.25"), ("NAdam:WeightDecay", "0.125"), ("NAdam:MomentumDecay", "2")),
        new NAdamOptimizer(new NAdamOptions { LearningRate = 0.5f, Beta1 = 0.75f, Beta2 = 0.5f, Epsilon = 0.25f, WeightDecay = 0.125f, MomentumDecay = 2 }));

    [Test]
    public void Create_RAdamSettings_ReachTheOptimizer() => ShouldStepAs(
        Create("RAdam", ("RAdam:LearningRate", "0.5"), ("RAdam:Beta1", "0.75"), ("RAdam:Beta2", "0.875"), ("RAdam:Epsilon", "0.25"), ("RAdam:WeightDecay", "0.125")),
        new RAdamOptimizer(new RAdamOptions { LearningRate = 0.5f, Beta1 = 0.75f, Beta2 = 0.875f, Epsilon = 0.25f, WeightDecay = 0.125f }));

    [Test]
    public void Create_AdamaxSettings_ReachTheOptimizer() => ShouldStepAs(
        Create("Adamax", ("Adamax:LearningRate", "0.5"), ("Adamax:Beta1", "0.75"), ("Adamax:Beta2", "0.5"), ("Adamax:Epsilon", "0.25"), ("Adamax:WeightDecay", "0.125")),
        new AdamaxOptimizer(new AdamaxOptions { LearningRate = 0.5f, Beta1 = 0.75f, Beta2 = 0.5f, Epsilon = 0.25f, WeightDecay = 0.125f }));

    [Test]
    public void Create_AdagradSettings_ReachTheOptimizer() => ShouldStepAs(
        Create("Adagrad", ("Adagrad:LearningRate", "0.5"), ("Adagrad:LearningRateDecay", "0.75"), ("Adagrad:InitialAccumulator", "0.5"), ("Adagrad:Epsilon", "0.25"), ("Adagrad:WeightDecay", "0.125")),
        new AdagradOptimizer(new AdagradOptions { LearningRate = 0.5f, LearningRateDecay = 0.75f, InitialAccumulator = 0.5f, Epsilon = 0.25f, WeightDecay = 0.125f }));

    [Test]
    public void Create_RowWiseAdagradSettings_ReachTheOptimizer() => ShouldStepAs(
        Create("RowWiseAdagrad", ("RowWiseAdagrad:LearningRate", "0.5"), ("RowWiseAdagrad:LearningRateDecay", "0.75"), ("RowWiseAdagrad:Epsilon", "0.25")),
        new RowWiseAdagradOptimizer(new RowWiseAdagradOptions { LearningRate = 0.5f, LearningRateDecay = 0.75f, Epsilon = 0.25f }));

    [Test]
    public void Create_RmsPropSettings_ReachTheOptimizer() => ShouldStepAs(
        Create("RmsProp", ("RmsProp:LearningRate", "0.5"), ("RmsProp:Alpha", "0.75"), ("RmsProp:Epsilon", "0.25"), ("RmsProp:Momentum", "0.5"), ("RmsProp:Centered", "true"), ("RmsProp:WeightDecay", "0.125")),
        new RmsPropOptimizer(new RmsPropOptions { LearningRate = 0.5f, Alpha = 0.75f, Epsilon = 0.25f, Momentum = 0.5f, Centered = true, WeightDecay = 0.125f }));

    [Test]
    public void Create_LionSettings_ReachTheOptimizer() => ShouldStepAs(
        Create("Lion", ("Lion:LearningRate", "0.5"), ("Lion:Beta1", "0.125"), ("Lion:Beta2", "0.75"), ("Lion:WeightDecay", "0.125")),
        new LionOptimizer(new LionOptions { LearningRate = 0.5f, Beta1 = 0.125f, Beta2 = 0.75f, WeightDecay = 0.125f }));

    [Test]
    public void Create_LambSettings_ReachTheOptimizer() => ShouldStepAs(
        Create("Lamb", ("Lamb:LearningRate", "0.5"), ("Lamb:Beta1", "0.75"), ("Lamb:Beta2", "0.5"), ("Lamb:Epsilon", "0.25"), ("Lamb:WeightDecay", "0.125")),
        new LambOptimizer(new LambOptions { LearningRate = 0.5f, Beta1 = 0.75f, Beta2 = 0.5f, Epsilon = 0.25f, WeightDecay = 0.125f }));

    [Test]
    public void Create_AdafactorSettings_ReachTheOptimizer() => ShouldStepAs(
        Create(
            "Adafactor",
            ("Adafactor:LearningRate", "0.5"),
            ("Adafactor:RelativeStep", "true"),
            ("Adafactor:WarmupInit", "true"),
            ("Adafactor:ScaleParameter", "true"),
            ("Adafactor:DecayRate", "-0.5"),
            ("Adafactor:Beta1", "0.75"),
            ("Adafactor:ClipThreshold", "0.5"),
            ("Adafactor:Epsilon", "0.25"),
            ("Adafactor:ParameterEpsilon", "8"),
            ("Adafactor:WeightDecay", "0.125")),
        new AdafactorOptimizer(new AdafactorOptions
        {
            LearningRate = 0.5f,
            WarmupInit = true,
            DecayRate = -0.5f,
            Beta1 = 0.75f,
            ClipThreshold = 0.5f,
            Epsilon = 0.25f,
            ParameterEpsilon = 8,
            WeightDecay = 0.125f,
        }));

    [Test]
    public void Create_AdafactorWithoutItsOwnRate_ReachesTheOptimizer() => ShouldStepAs(
        Create("Adafactor", ("Adafactor:RelativeStep", "false"), ("Adafactor:ScaleParameter", "false")),
        new AdafactorOptimizer(new AdafactorOptions { RelativeStep = false, ScaleParameter = false }));

    [Test]
    public void Create_MuonSettings_ReachTheOptimizer() => ShouldStepAs(
        Create(
            "Muon",
            ("Muon:LearningRate", "0.5"),
            ("Muon:RateAdjustment", "MatchRmsAdamW"),
            ("Muon:Momentum", "0.5"),
            ("Muon:Nesterov", "false"),
            ("Muon:Epsilon", "16"),
            ("Muon:WeightDecay", "0.125"),
            ("Muon:AdamLearningRateFactor", "0.25"),
            ("Muon:AdamBeta1", "0.75"),
            ("Muon:AdamBeta2", "0.5"),
            ("Muon:AdamEpsilon", "0.25")),
        new MuonOptimizer(new MuonOptions
        {
            LearningRate = 0.5f,
            RateAdjustment = MuonRateAdjustment.MatchRmsAdamW,
            Momentum = 0.5f,
            Nesterov = false,
            Epsilon = 16,
            WeightDecay = 0.125f,
            AdamLearningRateFactor = 0.25f,
            AdamBeta1 = 0.75f,
            AdamBeta2 = 0.5f,
            AdamEpsilon = 0.25f,
        }));

    [Test]
    public void Create_ScheduleFreeAdamWSettings_ReachTheOptimizer() => ShouldStepAs(
        Create(
            "ScheduleFreeAdamW",
            ("ScheduleFreeAdamW:LearningRate", "0.5"),
            ("ScheduleFreeAdamW:Beta1", "0.75"),
            ("ScheduleFreeAdamW:Beta2", "0.5"),
            ("ScheduleFreeAdamW:Epsilon", "0.25"),
            ("ScheduleFreeAdamW:WeightDecay", "0.125"),
            ("ScheduleFreeAdamW:WarmupSteps", "2"),
            ("ScheduleFreeAdamW:WeightPower", "1")),
        new ScheduleFreeAdamWOptimizer(new ScheduleFreeAdamWOptions { LearningRate = 0.5f, Beta1 = 0.75f, Beta2 = 0.5f, Epsilon = 0.25f, WeightDecay = 0.125f, WarmupSteps = 2, WeightPower = 1 }));

    [Test]
    public void Create_Twice_GivesAnOptimizerPerRun()
    {
        ITrainingFactory<IOptimizer> factory = Factory(static builder => builder.AddOptimizers(), ("Type", "AdamW"));

        factory.Create().ShouldNotBeSameAs(factory.Create());
    }

    [Test]
    public void AddSgd_SettingsInCode_AreUnderTheConfiguration()
    {
        ITrainingFactory<IOptimizer> factory = Factory(
            static builder => builder.AddSgd(static options => (options.LearningRate, options.Momentum) = (0.25f, 0.5f)), ("Type", "Sgd"), ("Sgd:LearningRate", "0.75"));

        ShouldStepAs(factory.Create(), new SgdOptimizer(new SgdOptions { LearningRate = 0.75f, Momentum = 0.5f }));
    }

    [TestCase("Sgd", "LearningRate", "-1", "LearningRate: Expected a number in [0, Infinity), but got -1.")]
    [TestCase("Sgd", "Momentum", "1", "Momentum: Expected a number in [0, 1), but got 1.")]
    [TestCase("Sgd", "Nesterov", "true", "Nesterov: Expected a Momentum above 0 and a Dampening of 0, but got a Momentum of 0 and a Dampening of 0.")]
    [TestCase("Adam", "Beta2", "NaN", "Beta2: Expected a finite number, but got 'NaN'.")]
    [TestCase("Adam", "Epsilon", "0", "Epsilon: Expected a number in (0, Infinity), but got 0.")]
    [TestCase("Lamb", "LearningRate", "200", "WeightDecay: Expected LearningRate times WeightDecay below 1, but got 200 * 0.01.")]
    [TestCase("Adafactor", "DecayRate", "0.5", "DecayRate: Expected a number in [-1, 0), but got 0.5.")]
    [TestCase("Muon", "LearningRate", "20", "WeightDecay: Expected LearningRate times WeightDecay below 1, but got 20 * 0.1.")]
    [TestCase("Muon", "RateAdjustment", "Orignal", "RateAdjustment: Expected one of MatchRmsAdamW, Original, but got 'Orignal'. Did you mean 'Original'?")]
    [TestCase("ScheduleFreeAdamW", "Beta1", "0", "Beta1: Expected a number in (0, 1), but got 0.")]
    [TestCase("AdamW", "LearningRate", "200", "WeightDecay: Expected LearningRate times WeightDecay below 1, but got 200 * 0.01.")]
    [TestCase("NAdam", "MomentumDecay", "-0.5", "MomentumDecay: Expected a number in [0, Infinity), but got -0.5.")]
    [TestCase("RAdam", "Beta1", "1", "Beta1: Expected a number in [0, 1), but got 1.")]
    [TestCase("Adamax", "Epsilon", "0", "Epsilon: Expected a number in (0, Infinity), but got 0.")]
    [TestCase("Adagrad", "InitialAccumulator", "-1", "InitialAccumulator: Expected a number in [0, Infinity), but got -1.")]
    [TestCase("RmsProp", "Alpha", "1", "Alpha: Expected a number in [0, 1), but got 1.")]
    [TestCase("Lion", "WeightDecay", "20000", "WeightDecay: Expected LearningRate times WeightDecay below 1, but got 0.0001 * 20000.")]
    public void Create_SettingOutOfRange_IsRefusedWithItsPath(string name, string setting, string value, string problem) =>
        Should.Throw<OptionsValidationException>(() => Create(name, ($"{name}:{setting}", value))).Failures.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            failure => failure.ShouldStartWith($"RuVectorTraining:Optimizer:{name}"),
            failure => failure.ShouldEndWith(problem));

    private static IOptimizer Create(string name, params (string Key, string Value)[] settings) => Factory(static builder => builder.AddOptimizers(), [("Type", name), .. settings]).Create();

    private static ITrainingFactory<IOptimizer> Factory(Action<ITrainingBuilder> register, params (string Key, string Value)[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(static s => KeyValuePair.Create<string, string?>($"RuVectorTraining:Optimizer:{s.Key}", s.Value)))
            .Build();
        ServiceCollection services = new();
        register(services.AddRuVectorTrainingCore(configuration));
        return services.BuildServiceProvider().GetRequiredService<ITrainingFactory<IOptimizer>>();
    }

    private static void ShouldStepAs(IOptimizer optimizer, IOptimizer expected)
    {
        ParameterSet p = Parameters(), q = Parameters();
        for (int step = 1; step <= 3; step++)
        {
            ((float[])[0.5f, 2f / step, -1f, 1f, 0.25f, -3f, 2f * step]).CopyTo(p.Gradients);
            p.Gradients.CopyTo(q.Gradients);
            optimizer.Step(p);
            expected.Step(q);
        }

        optimizer.ShouldBeOfType(expected.GetType());
        Bits.Of(p.Values).ShouldBe(Bits.Of(q.Values));
        Bits.Of(p.Values).ShouldNotBe(Bits.Of(Parameters().Values));
    }

    private static ParameterSet Parameters()
    {
        ParameterSet set = new(new ParameterShape("bias", 3), new ParameterShape("weight", 2, 2));
        ((float[])[1f, -2f, 3f, 1f, 2f, -1f, 0.5f]).CopyTo(set.Values);
        return set;
    }
}
