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
