using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RuVector.Training.Adapters;
using RuVector.Training.Curriculum;
using RuVector.Training.Losses;
using RuVector.Training.Mining;
using RuVector.Training.Optimizers;
using RuVector.Training.Runs;
using RuVector.Training.Trainer;

namespace RuVector.Training.Tests;

/// <summary>Whole hosts: everything registered, and a configuration value swaps one implementation for another.</summary>
[TestFixture]
public sealed class AddRuVectorTrainingTests
{
    private static readonly (string Key, string Value)[] _complete =
    [
        ("Loss:Type", "InfoNce"), ("Optimizer:Type", "AdamW"), ("Scheduler:Type", "Cosine"), ("Temperature:Type", "TemperatureAnnealing"),
        ("Curriculum:Type", "Linear"), ("Miner:Type", "SemiHard"), ("Trainer:Steps", "500"), ("Trainer:BatchSize", "64"), ("Trainer:Seed", "7"),
    ];

    [Test]
    public async Task Create_CompleteConfiguration_GivesEveryPart()
    {
        using IHost host = Build(_complete);
        await host.StartAsync();
        TrainingRun run = host.Services.GetRequiredService<ITrainingRunFactory>().Create();
        run.Loss.ShouldBeOfType<InfoNceLoss>();
        run.Optimizer.ShouldBeOfType<AdamWOptimizer>();
        run.Temperature.ShouldBeOfType<TemperatureAnnealing>();
        run.Curriculum.ShouldBeOfType<CurriculumScheduler>().TotalSamples.ShouldBe(500 * 64);
        run.Miner.ShouldBeOfType<SemiHardMiner>();
        run.Scheduler!.ValueAt(500).ShouldBe(0, "the schedule is as long as the run");
        run.Context.ShouldBe(new TrainingRunContext { TotalSteps = 500, TotalSamples = 500 * 64, Seed = 7 });
        run.Settings<TrainerOptions>().BatchSize.ShouldBe(64);
    }

    [TestCase("Loss", "NtXent", typeof(NtXentLoss))]
    [TestCase("Loss", "SupCon", typeof(SupConLoss))]
    [TestCase("Optimizer", "Sgd", typeof(SgdOptimizer))]
    [TestCase("Optimizer", "adam", typeof(AdamOptimizer))]
    [TestCase("Miner", "Hardest", typeof(HardestMiner))]
    [TestCase("Miner", "Random", typeof(RandomMiner))]
    [TestCase("Miner", "DistanceWeighted", typeof(DistanceWeightedMiner))]
    [TestCase("Miner", "SimilarityWeighted", typeof(SimilarityWeightedMiner))]
    [TestCase("Miner", "MultiSimilarity", typeof(MultiSimilarityMiner))]
    public void Create_OneKeyChanged_SwapsTheImplementation(string slot, string type, Type expected)
    {
        using IHost host = Build([.. _complete, ($"{slot}:Type", type)]);
        TrainingRun run = host.Services.GetRequiredService<ITrainingRunFactory>().Create();
        object?[] parts = [run.Loss, run.Optimizer, run.Miner];
        parts.ShouldContain(part => part!.GetType() == expected);
    }

    [TestCase("LocalContrastive", typeof(LocalContrastiveLoss))]
    [TestCase("SpectralRegularization", typeof(SpectralRegularizationLoss))]
    public async Task Create_LossWithoutATemperature_NeedsTheScheduleTakenOut(string type, Type expected)
    {
        using IHost host = Build([.. _complete, ("Loss:Type", type), ("Temperature:Type", "None")]);
        host.Services.GetRequiredService<ITrainingRunFactory>().Create().Loss.ShouldBeOfType(expected);

        using IHost scheduled = Build([.. _complete, ("Loss:Type", type)]);
        (await Should.ThrowAsync<OptionsValidationException>(() => scheduled.StartAsync())).Failures.ShouldBe(
            [$"RuVectorTraining:Temperature:Type: Expected None, because the loss '{type}' of RuVectorTraining:Loss:Type has no temperature that a schedule can set, but got 'TemperatureAnnealing'."]);
    }

    [Test]
    public async Task Start_LearnedTemperatureAndItsSchedule_IsRefusedNamingBothKeys()
    {
        using IHost host = Build([.. _complete, ("Loss:InfoNce:LearnTemperature", "true")]);
        (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync())).Failures.ShouldBe(
            ["RuVectorTraining:Temperature:Type: Expected None, because RuVectorTraining:Loss:InfoNce:LearnTemperature makes the temperature a learned one, but got 'TemperatureAnnealing'. Leave one of the two out."]);
    }

    [Test]
    public void Train_CompositeByConfiguration_SchedulesAWeightAndLearnsTheTemperature()
    {
        using IHost host = Build(
        [
            .. _complete, ("Temperature:Type", "None"), ("Curriculum:Type", "None"), ("Miner:Type", "None"), ("Trainer:Steps", "20"), ("Trainer:BatchSize", "32"),
            ("Loss:Type", "Composite"), ("Loss:Composite:Parts:right:Type", "InfoNce"), ("Loss:Composite:Parts:right:InfoNce:LearnTemperature", "true"),
            ("Loss:Composite:Parts:near:Type", "LocalContrastive"), ("Loss:Composite:Parts:near:Weight", "0.5"), ("Loss:Composite:Parts:near:WeightScheduler:Type", "Linear"),
        ]);
        TrainingRun run = host.Services.GetRequiredService<ITrainingRunFactory>().Create();
        CompositeLoss loss = run.Loss.ShouldBeOfType<CompositeLoss>();
        loss.Parts.Select(static part => (part.Name, part.WeightAt(0), part.WeightAt(10), part.WeightAt(20))).ShouldBe([("near", 0.5f, 0.25f, 0f), ("right", 1f, 1f, 1f)]);
        run.LossOptimizer.ShouldBeOfType<AdamWOptimizer>().LearningRate.ShouldBe(run.Optimizer.LearningRate);

        new PairTrainer(run, run.Settings<TrainerOptions>()).Train(new LinearAdapter(SyntheticPairs.Dimension), SyntheticPairs.Create());
        loss.Step.ShouldBe(19);
        loss.Parameters["right.log_scale"].Values[0].ShouldNotBe(-MathF.Log(0.07f));
    }

    [Test]
    public void Create_LossesInsideOfLosses_AreMadeFromTheExampleOfTheDocumentation()
    {
        const string Json = """
            { "RuVectorTraining": { "Optimizer": { "Type": "AdamW" }, "Trainer": { "Steps": 50 },
              "Loss": { "Type": "Composite", "Composite": { "Parts": {
                "right": { "Type": "InfoNce", "InfoNce": { "Temperature": 0.05 } },
                "near":  { "Type": "LocalContrastive", "Weight": 0.5, "WeightScheduler": { "Type": "Cosine" } },
                "short": { "Type": "Matryoshka", "Matryoshka": { "Dimensions": [64, 128], "Loss": { "Type": "SigLip" } } } } } } } }
            """;
        using MemoryStream stream = new(System.Text.Encoding.UTF8.GetBytes(Json));
        ServiceCollection services = new();
        services.AddRuVectorTraining(new ConfigurationBuilder().AddJsonStream(stream).Build());
        TrainingRun run = services.BuildServiceProvider().GetRequiredService<ITrainingRunFactory>().Create();
        run.Loss.WithInner().Select(static loss => loss.GetType().Name).ShouldBe(["CompositeLoss", "LocalContrastiveLoss", "InfoNceLoss", "MatryoshkaLoss", "SigLipLoss"]);
        ((CompositeLoss)run.Loss).Parameters.Segments.Select(static segment => segment.Shape.Name).ShouldBe(["short.log_scale", "short.bias"]);
    }

    [TestCase("TemperatureAnnealing", "'TemperatureAnnealing' is not known. Known: Constant, Cosine, CosineRestarts, Exponential, InverseSqrt, Linear, MultiStep, OneCycle, Polynomial, Scaled, Sequential, Step, Warmup, WarmupStableDecay.")]
    [TestCase("Liner", "'Liner' is not known. Did you mean 'Linear'? Known: Constant, Cosine, CosineRestarts, Exponential, InverseSqrt, Linear, MultiStep, OneCycle, Polynomial, Scaled, Sequential, Step, Warmup, WarmupStableDecay.")]
    public async Task Start_WeightScheduleThatIsNotKnown_IsRefusedAtItsWholePath(string type, string text)
    {
        using IHost host = Build(
        [
            .. _complete, ("Loss:Type", "Composite"), ("Loss:Composite:Parts:right:Type", "InfoNce"), ("Loss:Composite:Parts:right:WeightScheduler:Type", type),
        ]);
        (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync())).Failures.ShouldBe([$"RuVectorTraining:Loss:Composite:Parts:right:WeightScheduler:Type: {text}"]);
    }

    [Test]
    public void Create_ContextWithSteps_WinsOverTheSettings()
    {
        using IHost host = Build(_complete);
        TrainingRun run = host.Services.GetRequiredService<ITrainingRunFactory>().Create(context: new TrainingRunContext { TotalSteps = 20 });
        run.Context.TotalSamples.ShouldBe(20 * 64);
        run.Context.Seed.ShouldBe(7UL);
        host.Services.GetRequiredService<ITrainingRunFactory>().Create(context: new TrainingRunContext { Seed = 9 }).Context.Seed.ShouldBe(9UL);
        run.Scheduler!.ValueAt(20).ShouldBe(0);
    }

    [Test]
    public async Task Start_WrongTypeMisspeltKeyAndValueOutOfRange_AreAllReported()
    {
        using IHost host = Build([.. _complete, ("Miner:Type", "SemiHerd"), ("Trainer:Stepps", "5"), ("Trainer:BatchSize", "1"), ("Loss:InfoNce:Temperature", "0")]);
        OptionsValidationException e = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync());
        string[] failures = [.. e.Failures.Order()];
        failures.Length.ShouldBe(4, string.Join('\n', failures));
        failures.ShouldContain(static f => f.StartsWith("RuVectorTraining:Miner:Type: 'SemiHerd' is not known. Did you mean 'SemiHard'?", StringComparison.Ordinal));
        failures.ShouldContain(static f => f.StartsWith("RuVectorTraining:Trainer:Stepps: 'Stepps' is not known. Did you mean 'Steps'?", StringComparison.Ordinal));
        failures.ShouldContain(static f => f.StartsWith("RuVectorTraining:Trainer:BatchSize:", StringComparison.Ordinal) && f.Contains("'1'"));
        failures.ShouldContain(static f => f.StartsWith("RuVectorTraining:Loss:InfoNce:Temperature:", StringComparison.Ordinal) && f.EndsWith("Expected a temperature in [0.0001, 10000], but got 0.", StringComparison.Ordinal));
    }

    [TestCase("Temperature", "Cosine", "RuVectorTraining:Temperature:Type: 'Cosine' is not known. Known: TemperatureAnnealing.")]
    [TestCase("Scheduler", "TemperatureAnnealing", "RuVectorTraining:Scheduler:Type: 'TemperatureAnnealing' is not known. Known: Constant, Cosine, CosineRestarts, Exponential, InverseSqrt, Linear, MultiStep, OneCycle, Polynomial, Scaled, Sequential, Step, Warmup, WarmupStableDecay.")]
    public async Task Start_ScheduleOfTheOtherSlot_IsRefused(string slot, string type, string failure)
    {
        using IHost host = Build([.. _complete, ($"{slot}:Type", type)]);
        (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync())).Failures.ShouldBe([failure]);
    }

    [Test]
    public void AddRuVectorTraining_Twice_IsTheSameAsOnce()
    {
        ServiceCollection services = new();
        IConfiguration configuration = Configuration(_complete);
        services.AddRuVectorTraining(configuration);
        services.AddRuVectorTraining(configuration);
        services.BuildServiceProvider().GetRequiredService<ITrainingRunFactory>().Create().Loss.ShouldBeOfType<InfoNceLoss>();
    }

    [Test]
    public void AddAdamW_AfterEverything_ConfiguresInCode()
    {
        ServiceCollection services = new();
        services.AddRuVectorTraining(Configuration(_complete)).AddAdamW(static options => options.LearningRate = 0.25f);
        services.BuildServiceProvider().GetRequiredService<ITrainingRunFactory>().Create().Optimizer.LearningRate.ShouldBe(0.25f);
    }

    [Test]
    public void Create_CodeOnly_NeedsNoConfiguration()
    {
        ServiceCollection services = new();
        services.AddRuVectorTraining().Select(TrainingSlots.Loss, "InfoNce").Select(TrainingSlots.Optimizer, "Sgd");
        TrainingRun run = services.BuildServiceProvider().GetRequiredService<ITrainingRunFactory>().Create();
        run.Optimizer.ShouldBeOfType<SgdOptimizer>();
        run.Miner.ShouldBeNull();
    }

    private static IHost Build((string Key, string Value)[] settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddConfiguration(Configuration(settings));
        builder.Services.AddRuVectorTraining(builder.Configuration);
        return builder.Build();
    }

    private static IConfiguration Configuration((string Key, string Value)[] settings)
    {
        Dictionary<string, string?> values = [];
        foreach ((string key, string value) in settings)
        {
            values[$"RuVectorTraining:{key}"] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }
}
