using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RuVector.Training.Adapters;
using RuVector.Training.Losses;
using RuVector.Training.Optimizers;
using RuVector.Training.Runs;
using RuVector.Training.Trainer;

namespace RuVector.Training.Tests.Trainer;

/// <summary>Groups of parameters and averaged parameters in a run.</summary>
[TestFixture]
public sealed class ParameterGroupOptionsTests
{
    private static readonly PairDataset _data = SyntheticPairs.Create();

    [Test]
    public void Train_FrozenWeight_LearnsTheBiasAlone()
    {
        LinearAdapter adapter = new(SyntheticPairs.Dimension);
        float[] weight = adapter.Parameters["weight"].Values.ToArray();
        TrainerOptions options = SyntheticPairs.Options(steps: 5);
        options.ParameterGroups.Add(new ParameterGroupOptions { Pattern = "w*", IsFrozen = true });

        new PairTrainer(SyntheticPairs.Run(), options).Train(adapter, _data);

        adapter.Parameters["weight"].Values.ToArray().ShouldBe(weight);
        adapter.Parameters["weight"].Group.ShouldBe(ParameterGroup.Default, "the groups of a run end with it");
        adapter.Parameters["bias"].Values.ToArray().ShouldAllBe(static value => value != 0);
    }

    [Test]
    public void Train_GroupOfTheLoss_HoldsForWhatItLearns()
    {
        InfoNceLoss loss = new(new InfoNceOptions { Temperature = 0.5f, LearnTemperature = true });
        TrainerOptions options = SyntheticPairs.Options(steps: 5);
        options.ParameterGroups.Add(new ParameterGroupOptions { Pattern = "log_scale", LearningRateFactor = 0 });

        new PairTrainer(new TrainingRun { Loss = loss, Optimizer = new AdamWOptimizer(), LossOptimizer = new AdamWOptimizer() }, options).Train(new LinearAdapter(SyntheticPairs.Dimension), _data);

        loss.Temperature.ShouldBe(0.5f, 1e-6f);
    }

    [Test]
    public void Train_WeightDecayAlone_DoesNotMoveALearnedTemperature()
    {
        InfoNceLoss loss = new(new InfoNceOptions { Temperature = 0.5f, LearnTemperature = true });
        AdamWOptimizer optimizer = new(new AdamWOptions { LearningRate = 0.5f, WeightDecay = 1 });

        optimizer.Step(loss.Parameters);

        loss.Temperature.ShouldBe(0.5f, 1e-6f);
    }

    [Test]
    public void Train_PatternOfNoParameter_IsRefusedNamingAll()
    {
        LinearAdapter adapter = new(SyntheticPairs.Dimension);
        TrainerOptions options = SyntheticPairs.Options(steps: 5);
        options.ParameterGroups.Add(new ParameterGroupOptions { Pattern = "*", IsFrozen = true });
        options.ParameterGroups.Add(new ParameterGroupOptions { Pattern = "Bias" });

        string message = Should.Throw<ArgumentException>(() => new PairTrainer(SyntheticPairs.Run(), options).Train(adapter, _data)).Message;

        adapter.Parameters.Segments.ShouldAllBe(static segment => segment.Group == ParameterGroup.Default);
        message
            .ShouldStartWith("Expected in ParameterGroups a pattern of some of the segments weight, bias, but got 'Bias'.");
    }

    [Test]
    public void Create_GroupsOfAConfiguration_ReachTheOptions()
    {
        TrainerOptions options = Create(("0:Pattern", "bias"), ("0:WeightDecay", "0"), ("1:Pattern", "*"), ("1:LearningRateFactor", "2"), ("1:IsFrozen", "true"));

        options.ParameterGroups.Select(static group => (group.Pattern, group.WeightDecay, group.LearningRateFactor, group.IsFrozen))
            .ShouldBe([("bias", 0f, 1f, false), ("*", null, 2f, true)]);
    }

    [TestCase("Pattern", "", "Pattern")]
    [TestCase("LearningRateFactor", "-1", "LearningRateFactor")]
    [TestCase("WeightDecay", "-1", "WeightDecay")]
    [TestCase("Decay", "1", "Decay")]
    public void Create_WrongGroup_IsRefusedNamingTheKey(string key, string value, string named) =>
        Should.Throw<OptionsValidationException>(() => Create(("0:Pattern", "bias"), ($"0:{key}", value))).Message.ShouldContain(named);

    [Test]
    public void Train_OptimizerThatAverages_ValidatesAndEndsWithTheAverage()
    {
        LinearAdapter adapter = new(SyntheticPairs.Dimension), plain = new(SyntheticPairs.Dimension);
        TrainerOptions options = SyntheticPairs.Options(steps: 20);
        options.EvaluateEvery = 10;
        List<float[]> seen = [];
        EmaOptimizer optimizer = new(new AdamWOptimizer(new AdamWOptions { LearningRate = 0.02f }), new EmaOptions { Decay = 0.5f });

        new PairTrainer(Run(optimizer), options).Train(adapter, _data, Validate);
        new PairTrainer(Run(new AdamWOptimizer(new AdamWOptions { LearningRate = 0.02f })), options).Train(plain, _data);

        float[] view = new float[plain.Parameters.Values.Length];
        optimizer.CopyEvaluationView(plain.Parameters.Values, view);
        adapter.Parameters.Values.ToArray().ShouldBe(view);
        seen.Count.ShouldBe(2);
        seen[1].ShouldBe(view);
        plain.Parameters.Values.ToArray().ShouldNotBe(view);

        double Validate()
        {
            seen.Add(adapter.Parameters.Values.ToArray());
            return 0;
        }
    }

    private static TrainingRun Run(IOptimizer optimizer) => new() { Loss = new InfoNceLoss(new InfoNceOptions { Temperature = 0.1f }), Optimizer = optimizer };

    private static TrainerOptions Create(params (string Key, string Value)[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Reverse().DistinctBy(static s => s.Key).Select(static s => KeyValuePair.Create<string, string?>($"RuVectorTraining:Trainer:ParameterGroups:{s.Key}", s.Value)))
            .Build();
        ServiceCollection services = new();
        services.AddRuVectorTraining(configuration);
        return services.BuildServiceProvider().GetRequiredService<ITrainingFactory<TrainerOptions>>().Create();
    }
}
