using RuVector.Training.Adapters;
using RuVector.Training.Curriculum;
using RuVector.Training.Losses;
using RuVector.Training.Mining;
using RuVector.Training.Optimizers;
using RuVector.Training.Runs;
using RuVector.Training.Trainer;

namespace RuVector.Training.Tests.Trainer;

/// <summary>Runs whose loss learns numbers of its own, or changes with the step.</summary>
[TestFixture]
public sealed class LearningLossTests
{
    private const int Steps = 60;

    private static readonly PairDataset _pairs = SyntheticPairs.Create();

    [Test]
    public void Train_LearnedTemperature_MovesAndTheLossFalls()
    {
        InfoNceLoss loss = Learned(temperature: 0.5f);
        Reports reports = Train(ToRun(loss));
        loss.Temperature.ShouldBeLessThan(0.3f);
        reports[0].Temperature!.Value.ShouldBe(0.5f, 1e-6f);
        reports[^1].Temperature!.Value.ShouldBeLessThan(0.31f);
        FallOf(reports).ShouldBeGreaterThan(0.2);
    }

    [Test]
    public void Train_LearnedScaleAndBias_MoveAndTheLossFalls()
    {
        SigLipLoss loss = new(new SigLipOptions { Scale = 5, Bias = -1 });
        FallOf(Train(ToRun(loss))).ShouldBeGreaterThan(0.2);
        Math.Abs(loss.Parameters["log_scale"].Values[0] - MathF.Log(5)).ShouldBeGreaterThan(0.1f);
        loss.Parameters["bias"].Values[0].ShouldBeLessThan(-1.5f);
    }

    [Test]
    public void Train_LearningLoss_LearnsMoreThanAFixedOne()
    {
        SigLipOptions options = new() { Scale = 5, Bias = -1 };
        double learned = Train(ToRun(new SigLipLoss(options)))[^1].Loss;
        options.IsLearned = false;
        learned.ShouldBeLessThan(0.8 * Train(ToRun(new SigLipLoss(options)))[^1].Loss);
    }

    [Test]
    public void Train_SameSeed_GivesTheSameBitsOfModelAndLoss([Values(1, 2)] int threads)
    {
        (float[] model, float[] loss) = ParametersAfter(threads: null);
        (float[] again, float[] lossAgain) = ParametersAfter(threads);
        again.ShouldBe(model);
        lossAgain.ShouldBe(loss);

        static (float[] Model, float[] Loss) ParametersAfter(int? threads)
        {
            CompositeLoss loss = Composite(new ConstantScheduler(1f));
            LinearAdapter adapter = new(SyntheticPairs.Dimension);
            TrainerOptions options = SyntheticPairs.Options(Steps);
            options.MaxDegreeOfParallelism = threads;
            new PairTrainer(ToRun(loss), options).Train(adapter, _pairs);
            return (adapter.Parameters.Values.ToArray(), loss.Parameters.Values.ToArray());
        }
    }

    [Test]
    public void Train_EveryStep_TakesItsOwnGradientAtTheScheduledRate()
    {
        CountingLoss loss = new();
        TrainingRun run = new()
        {
            Loss = loss,
            Optimizer = new SgdOptimizer(),
            LossOptimizer = new SgdOptimizer(new SgdOptions { LearningRate = 0.25f }),
            Scheduler = new LinearScheduler(1f, 0f, 4),
        };
        Train(run, steps: 4);
        loss.Parameters.Values[0].ShouldBe(-0.25f * (1f + 0.75f + 0.5f + 0.25f), 1e-6f);
        (run.LossOptimizer.StepCount, run.LossOptimizer.LearningRate).ShouldBe((4L, 0.25f), "the run gives the rate back");
    }

    [Test]
    public void Train_PartsOfAComposite_AreTrainedAndSeeTheStep()
    {
        StepsSeen seen = new();
        CompositeLoss loss = Composite(seen);
        Train(ToRun(loss));
        loss.Parameters.Segments.Select(static s => s.Shape.Name).ShouldBe(["cut.log_scale", "pairs.log_scale", "pairs.bias"]);
        ((InfoNceLoss)loss.WithInner().First(static l => l is InfoNceLoss)).Temperature.ShouldBeLessThan(0.45f);
        loss.Parameters["pairs.bias"].Values[0].ShouldNotBe(-10f);
        seen.Steps.ShouldBe(Enumerable.Range(0, Steps).Select(static step => (long)step));
    }

    [Test]
    public void Train_CompositeInsideOfWrappers_SeesTheStep()
    {
        StepsSeen seen = new();
        Train(ToRun(new MatryoshkaLoss(new CompositeLoss(new LossPart("deep", new CompositeLoss(new LossPart("a", new InfoNceLoss(), seen)))), new())), steps: 5);
        seen.Steps.ShouldBe([0, 1, 2, 3, 4]);
    }

    [Test]
    public void Train_ScheduledWeight_IsTheShareOfTheStep()
    {
        TrainingRun run = new() { Loss = new CompositeLoss(new LossPart("a", new LocalContrastiveLoss(), new Rising())), Optimizer = new SgdOptimizer(new SgdOptions { LearningRate = 0 }) };
        TrainingRun plain = new() { Loss = new LocalContrastiveLoss(), Optimizer = new SgdOptimizer(new SgdOptions { LearningRate = 0 }) };
        Train(run, steps: 4).Select(static r => r.Loss).ShouldBe(Train(plain, steps: 4).Select(static (r, step) => step * r.Loss), 1e-6);
    }

    [Test]
    public void Train_ScheduledTemperature_ReachesLossesInside()
    {
        InfoNceLoss inner = new();
        TrainingRun run = new()
        {
            Loss = new MatryoshkaLoss(new CompositeLoss(new LossPart("near", new LocalContrastiveLoss()), new LossPart("right", inner)), new()),
            Optimizer = new SgdOptimizer(),
            Temperature = TemperatureAnnealing.Cosine(0.3f, 0.1f, 4),
        };
        Train(run, steps: 4).Select(static r => r.Temperature!.Value).ShouldBe(Enumerable.Range(0, 4).Select(step => run.Temperature.ValueAt(step)));
        inner.Temperature.ShouldBe(run.Temperature.ValueAt(3));
    }

    [Test]
    public void Train_Curriculum_LeavesALearnedTemperature()
    {
        InfoNceLoss loss = Learned(temperature: 0.5f);
        TrainingRun run = new()
        {
            Loss = loss,
            Optimizer = new SgdOptimizer(),
            LossOptimizer = new SgdOptimizer(new SgdOptions { LearningRate = 0 }),
            Curriculum = CurriculumScheduler.Linear(stages: 2, samplesPerStage: 64, negativesStart: 1, negativesEnd: 2, temperatureStart: 0.3f, temperatureEnd: 0.1f),
            Miner = new RandomMiner(),
        };
        Train(run, steps: 4);
        loss.Temperature.ShouldBe(0.5f, 1e-6f);
    }

    [Test]
    public void Train_Graph_LearnsTheTemperatureToo()
    {
        InfoNceLoss loss = Learned(temperature: 0.5f);
        TrainingRun run = new()
        {
            Loss = loss,
            Optimizer = new AdamOptimizer(new AdamOptions { LearningRate = 0.03f }),
            LossOptimizer = new AdamOptimizer(new AdamOptions { LearningRate = 0.03f }),
            Miner = new HardestMiner(),
        };
        GraphDataset chain = new(IndexLists.FromRows([], [0], [0, 1], [0, 1, 2], [], [4]), [new Edge(0, 1), new Edge(1, 2), new Edge(2, 3), new Edge(4, 5)]);
        Reports reports = [];
        new GraphTrainer(run, new TrainerOptions { Steps = Steps, BatchSize = 7, NegativesPerAnchor = 2 }, new GraphTrainerOptions()).Train(new EmbeddingTable(6, 8, 0.1f, seed: 1), chain, progress: reports);
        loss.Temperature.ShouldBeLessThan(0.4f);
        FallOf(reports).ShouldBeGreaterThan(0.2);
        run.LossOptimizer.StepCount.ShouldBe(Steps);
    }

    [Test]
    public void Train_GradientOfTheLossIsNotFinite_SkipsTheModelToo()
    {
        BrokenLoss loss = new();
        TrainingRun run = ToRun(loss);
        LinearAdapter adapter = new(SyntheticPairs.Dimension);
        Should.Throw<TrainingFailedException>(() => new PairTrainer(run, SyntheticPairs.Options(Steps)).Train(adapter, _pairs))
            .Message.ShouldStartWith("Expected finite gradients, but 3 steps in a row were skipped, the last one, step 4, with SkippedNonFiniteGradient in 'w'.");
        (run.Optimizer.StepCount, run.LossOptimizer!.StepCount).ShouldBe((2L, 2L));

        TrainerOptions patient = SyntheticPairs.Options(5);
        patient.MaxConsecutiveSkips = 4;
        new PairTrainer(ToRun(new BrokenLoss()), patient).Train(adapter, _pairs).SkippedSteps.ShouldBe(3);
    }

    [Test]
    public void Train_LearnedTemperatureLeavesItsRange_EndsTheRunSayingSo()
    {
        TrainingRun run = new()
        {
            Loss = Learned(temperature: 0.5f),
            Optimizer = new SgdOptimizer(),
            LossOptimizer = new SgdOptimizer(new SgdOptions { LearningRate = 1e6f }),
        };
        Should.Throw<InvalidOperationException>(() => Train(run)).Message.ShouldStartWith("Expected a learned temperature in [0.0001, 10000], but got ");
    }

    [Test]
    public void Train_ClippedGradients_ShortenTheStepOfTheLossAlone()
    {
        SigLipLoss loss = new();
        TrainingRun run = new()
        {
            Loss = loss,
            Optimizer = new SgdOptimizer(new SgdOptions { LearningRate = 0 }),
            LossOptimizer = new SgdOptimizer(new SgdOptions { LearningRate = 1 }),
        };
        TrainerOptions options = SyntheticPairs.Options(1);
        options.MaxGradientNorm = 0.01f;
        new PairTrainer(run, options).Train(new LinearAdapter(SyntheticPairs.Dimension), _pairs);
        double moved = Math.Sqrt(Math.Pow(loss.Parameters.Values[0] - MathF.Log(10), 2) + Math.Pow(loss.Parameters.Values[1] + 10, 2));
        moved.ShouldBe(0.01, 1e-4);
    }

    [Test]
    public void Constructor_PartsThatDoNotFit_AreRefused()
    {
        SgdOptimizer optimizer = new();
        IScheduler schedule = TemperatureAnnealing.Cosine(0.3f, 0.1f, 10);
        Refused(new() { Loss = new SigLipLoss(), Optimizer = optimizer }, "Expected an optimizer of its own (LossOptimizer) for what SigLipLoss learns (log_scale, bias), but got none.");
        Refused(
            new() { Loss = new CompositeLoss(new LossPart("a", Learned(1))), Optimizer = optimizer, LossOptimizer = optimizer },
            "Expected an optimizer of its own (LossOptimizer) for what CompositeLoss learns (a.log_scale), but got that of the model.");
        Refused(
            new() { Loss = new MatryoshkaLoss(Learned(1), new()), Optimizer = optimizer, LossOptimizer = new SgdOptimizer(), Temperature = schedule },
            "Expected no schedule of the temperature (Temperature), because InfoNceLoss learns its own, but got both. Leave one of the two out.");
        Refused(new() { Loss = new LocalContrastiveLoss(), Optimizer = optimizer, Temperature = schedule }, "Expected no schedule of the temperature (Temperature), because LocalContrastiveLoss has none, but got one.");
        Should.NotThrow(() => new PairTrainer(new TrainingRun { Loss = new SigLipLoss(new SigLipOptions { IsLearned = false }), Optimizer = optimizer }, new TrainerOptions()));

        static void Refused(TrainingRun run, string text)
        {
            Should.Throw<ArgumentException>(() => new PairTrainer(run, new TrainerOptions())).Message.ShouldBe($"{text} (Parameter 'run')");
            TrainingRun graph = new() { Loss = run.Loss, Optimizer = run.Optimizer, LossOptimizer = run.LossOptimizer, Temperature = run.Temperature, Miner = new HardestMiner() };
            Should.Throw<ArgumentException>(() => new GraphTrainer(graph, new TrainerOptions { NegativesPerAnchor = 1 }, new GraphTrainerOptions())).Message.ShouldStartWith(text);
        }
    }

    private static InfoNceLoss Learned(float temperature) => new(new InfoNceOptions { Temperature = temperature, LearnTemperature = true });

    private static CompositeLoss Composite(IScheduler weight) => new(
        new LossPart("cut", new MatryoshkaLoss(Learned(0.5f), new MatryoshkaOptions { Dimensions = [6] })), new LossPart("pairs", new SigLipLoss(), weight));

    private static TrainingRun ToRun(ILoss loss) => new()
    {
        Loss = loss,
        Optimizer = new AdamWOptimizer(new AdamWOptions { LearningRate = 0.02f }),
        LossOptimizer = loss is IParameterized { Parameters.Segments.Length: > 0 } ? new AdamWOptimizer(new AdamWOptions { LearningRate = 0.02f }) : null,
    };

    private static Reports Train(TrainingRun run, int steps = Steps)
    {
        Reports reports = [];
        new PairTrainer(run, SyntheticPairs.Options(steps)).Train(new LinearAdapter(SyntheticPairs.Dimension), _pairs, progress: reports);
        return reports;
    }

    /// <summary>By which part the mean loss of the last steps is below that of the first ones.</summary>
    private static double FallOf(Reports reports) => 1 - (reports.TakeLast(5).Average(static r => r.Loss) / reports.Take(5).Average(static r => r.Loss));

    private sealed class StepsSeen : IScheduler
    {
        public List<long> Steps { get; } = [];

        public float ValueAt(long position)
        {
            Steps.Add(position);
            return 1;
        }
    }

    private sealed class Rising : IScheduler
    {
        public float ValueAt(long position) => position;
    }

    /// <summary>Adds 1 to the gradient of its parameter in every batch.</summary>
    private sealed class CountingLoss : ILoss, IParameterized
    {
        public ParameterSet Parameters { get; } = new(new ParameterShape("w"));

        public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
        {
            outputs.AnchorGradients.Fill(0.01f);
            Parameters.Gradients[0] += 1;
            return new LossResult(1, batch.Anchors.Rows);
        }
    }

    /// <summary>Gives a parameter a gradient that is not a number from the third batch on, and the embeddings good ones.</summary>
    private sealed class BrokenLoss : ILoss, IParameterized
    {
        private int _calls;

        public ParameterSet Parameters { get; } = new(new ParameterShape("w"));

        public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
        {
            outputs.AnchorGradients.Fill(0.01f);
            Parameters.Gradients[0] = ++_calls > 2 ? float.NaN : 1f;
            return new LossResult(1, batch.Anchors.Rows);
        }
    }
}
