using RuVector.Training.Adapters;
using RuVector.Training.Curriculum;
using RuVector.Training.Losses;
using RuVector.Training.Mining;
using RuVector.Training.Optimizers;
using RuVector.Training.Trainer;

namespace RuVector.Training.Runs;

/// <summary>Runs that together use everything that a checkpoint must bring back.</summary>
public static class Scenarios
{
    private const float Rate = 0.02f;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        .. Optimizers().Select(static optimizer => new PairScenario(optimizer.Name, () => Run(optimizer.Create()))),
        new PairScenario("learned temperature and scale", static () => new TrainingRun { Loss = new SigLipLoss(), Optimizer = new AdamWOptimizer(), LossOptimizer = new AdamWOptimizer(), Miner = new RandomMiner() }),
        new PairScenario("metric scheduler, early stopping and the best model", static () => Plateau(), configure: static options => (options.EvaluateEvery, options.RestoreBest, options.EarlyStoppingPatience, options.MetricGoal) = (2, true, 9, MetricGoal.Minimize)) { HigherIsBetter = false },
        new PairScenario("curriculum and temperature", static () => Curriculum()),
        new PairScenario("remined", static () => Run(new AdamWOptimizer(new AdamWOptions { LearningRate = Rate })), configure: static options => options.RemineEvery = 7),
        new PairScenario("remined at every step", static () => Run(new AdamWOptimizer(new AdamWOptions { LearningRate = Rate })), configure: static options => options.RemineEvery = 1),
        new PairScenario("accumulated", static () => Run(new AdamOptimizer(new AdamOptions { LearningRate = Rate })), configure: static options => options.AccumulationSteps = 3),
        new PairScenario("both sides", static () => Run(new AdamOptimizer(new AdamOptions { LearningRate = Rate })), static () => DualEncoder.Separate(new LinearAdapter(SyntheticPairs.Dimension), new LinearAdapter(SyntheticPairs.Dimension))),
        new PairScenario("both sides, remined", static () => Run(new AdamOptimizer(new AdamOptions { LearningRate = Rate })), static () => DualEncoder.Shared(new LinearAdapter(SyntheticPairs.Dimension)), static options => options.RemineEvery = 6),
        new PairScenario("no duplicates", static () => Run(new AdamOptimizer(new AdamOptions { LearningRate = Rate })), configure: static options => options.Sampling = BatchSampling.NoDuplicates),
        new LabelScenario("memory and classes of a batch", static () => new TrainingRun { Loss = new SupConLoss(), Optimizer = new AdamWOptimizer(), Miner = new RandomMiner() }, classes: false, static options =>
            (options.Sampling, options.MemorySize, options.MemoryAge, options.AccumulationSteps) = (BatchSampling.PerClass, 50, 2, 2)),
        new LabelScenario("class vectors", static () => new TrainingRun { Loss = new ArcFaceLoss(), Optimizer = new AdamWOptimizer() }, classes: true, static options => options.Sampling = BatchSampling.GroupByLabel),
        new GraphScenario("graph", static () => new TrainingRun { Loss = new InfoNceLoss(), Optimizer = new AdamOptimizer(new AdamOptions { LearningRate = Rate }), Miner = new HardestMiner() }),
        new GraphScenario("graph with row-wise sums", static () => new TrainingRun { Loss = new InfoNceLoss(), Optimizer = new RowWiseAdagradOptimizer(), Miner = new SemiHardMiner(new SemiHardMinerOptions { Margin = 2 }) }),
    ];

    /// <summary>Gets a run that cannot be resumed exactly, to see that the tests notice.</summary>
    public static Scenario Forgetful { get; } = new PairScenario("forgetful", static () => Run(new ForgetfulOptimizer()));

    public static Scenario Find(string name) => All.Append(Forgetful).First(scenario => scenario.Name == name);

    private static (string Name, Func<IOptimizer> Create)[] Optimizers() =>
    [
        ("Sgd", static () => new SgdOptimizer(new SgdOptions { LearningRate = Rate, Momentum = 0.9f })),
        ("Adam", static () => new AdamOptimizer(new AdamOptions { LearningRate = Rate, AmsGrad = true })),
        ("AdamW", static () => new AdamWOptimizer(new AdamWOptions { LearningRate = Rate })),
        ("NAdam", static () => new NAdamOptimizer()),
        ("RAdam", static () => new RAdamOptimizer()),
        ("Adamax", static () => new AdamaxOptimizer()),
        ("Adagrad", static () => new AdagradOptimizer()),
        ("RmsProp", static () => new RmsPropOptimizer()),
        ("Lion", static () => new LionOptimizer()),
        ("Lamb", static () => new LambOptimizer()),
        ("Adafactor", static () => new AdafactorOptimizer()),
        ("Muon", static () => new MuonOptimizer()),
        ("ScheduleFreeAdamW", static () => new ScheduleFreeAdamWOptimizer()),
        ("Ema", static () => new EmaOptimizer(new AdamWOptimizer(new AdamWOptions { LearningRate = Rate }), new EmaOptions { Decay = 0.9f })),
    ];

    private static TrainingRun Run(IOptimizer optimizer) => new()
    {
        Loss = new InfoNceLoss(new InfoNceOptions { Temperature = 0.1f }),
        Optimizer = optimizer,
        Scheduler = new CosineScheduler(1, 0.1f, Scenario.Steps),
        Miner = new SemiHardMiner(new SemiHardMinerOptions { Margin = 2, Order = SemiHardOrder.Random }),
    };

    private static TrainingRun Plateau() => new()
    {
        Loss = new InfoNceLoss(),
        Optimizer = new AdamWOptimizer(new AdamWOptions { LearningRate = 0.1f }),
        MetricScheduler = new ReduceOnPlateauScheduler(new ReduceOnPlateauSchedulerOptions { Patience = 1, Reduction = 0.5, Goal = MetricGoal.Minimize }),
        Miner = new DistanceWeightedMiner(new DistanceWeightedMinerOptions { UpperCutoff = 2 }),
    };

    private static TrainingRun Curriculum() => new()
    {
        Loss = new InfoNceLoss(),
        Optimizer = new SgdOptimizer(),
        Curriculum = CurriculumScheduler.Linear(stages: 4, samplesPerStage: 160, negativesStart: 1, negativesEnd: 5, temperatureStart: 0.5f, temperatureEnd: 0.1f),
        Miner = new RandomMiner(),
    };
}
