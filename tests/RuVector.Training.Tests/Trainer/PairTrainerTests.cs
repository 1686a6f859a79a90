using RuVector.Training.Adapters;
using RuVector.Training.Curriculum;
using RuVector.Training.Losses;
using RuVector.Training.Optimizers;
using RuVector.Training.Runs;
using RuVector.Training.Trainer;

namespace RuVector.Training.Tests.Trainer;

[TestFixture]
public sealed class PairTrainerTests
{
    private static readonly PairDataset _data = SyntheticPairs.Create();

    [Test]
    public void Train_QueriesBehindALinearMap_LearnsToUndoIt()
    {
        LinearAdapter adapter = new(SyntheticPairs.Dimension);
        double before = SyntheticPairs.MeanReciprocalRank(adapter, _data);
        TrainingSummary summary = Train(adapter, SyntheticPairs.Run(), SyntheticPairs.Options());
        double after = SyntheticPairs.MeanReciprocalRank(adapter, _data);
        after.ShouldBeGreaterThan(Math.Max(0.5, 2.5 * before));
        summary.Steps.ShouldBe(120);
        summary.SkippedSteps.ShouldBe(0);
        summary.MinedNegatives.ShouldBeGreaterThan(0);
    }

    private static readonly (TrainerOptions Options, string Text)[] _refused =
    [
        (new() { Steps = 0 }, "Expected Steps of 1 or more, but got 0."),
        (new() { Epochs = -1 }, "Expected Epochs of 1 or more, but got -1."),
        (new() { BatchSize = 1 }, "Expected a BatchSize in [2, 1048576], but got 1."),
        (new() { BatchSize = 1_048_577 }, "Expected a BatchSize in [2, 1048576], but got 1048577."),
        (new() { AccumulationSteps = 0 }, "Expected AccumulationSteps in [1, 1048576], but got 0."),
        (new() { NegativesPerAnchor = -1 }, "Expected NegativesPerAnchor in [0, 65536], but got -1."),
        (new() { MiningPoolSize = -1 }, "Expected a MiningPoolSize of 0 or more, but got -1."),
        (new() { MaxGradientNorm = 0 }, "Expected a finite MaxGradientNorm above 0, but got 0."),
        (new() { MaxGradientNorm = float.PositiveInfinity }, "Expected a finite MaxGradientNorm above 0, but got Infinity."),
        (new() { EvaluateEvery = -1 }, "Expected EvaluateEvery of 0 or more, but got -1."),
        (new() { RemineEvery = -1 }, "Expected RemineEvery of 0 or more, but got -1."),
        (new() { MetricGoal = (MetricGoal)2 }, "Expected a MetricGoal that is defined, but got 2."),
        (new() { EarlyStoppingPatience = 0 }, "Expected EarlyStoppingPatience of 1 or more, but got 0."),
        (new() { EarlyStoppingMinDelta = double.NaN }, "Expected a finite EarlyStoppingMinDelta of 0 or more, but got NaN."),
        (new() { MaxConsecutiveSkips = 0 }, "Expected MaxConsecutiveSkips of 1 or more, but got 0."),
    ];

    [TestCaseSource(nameof(_refused))]
    public void Constructor_SettingOutOfRange_IsRefused((TrainerOptions Options, string Text) refused)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new PairTrainer(SyntheticPairs.Run(), refused.Options)).Message.ShouldStartWith($"{refused.Text} (Parameter 'options')");
        Should.Throw<ArgumentOutOfRangeException>(() => new GraphTrainer(SyntheticPairs.Run(), refused.Options, new GraphTrainerOptions())).Message.ShouldStartWith(refused.Text);
    }

    [Test]
    public void Train_NothingGivesNegatives_IsRefused()
    {
        TrainingRun withoutMiner = new() { Loss = new InfoNceLoss(), Optimizer = new SgdOptimizer() };
        Refusal(withoutMiner, negatives: 5).ShouldEndWith("but got no miner. (Parameter 'run')");
        Refusal(SyntheticPairs.Run(), negatives: 0).ShouldEndWith("but got NegativesPerAnchor 0 and no curriculum. (Parameter 'run')");
        Should.NotThrow(() => Train(new LinearAdapter(SyntheticPairs.Dimension), withoutMiner, SyntheticPairs.Options(steps: 1)));

        static string Refusal(TrainingRun run, int negatives)
        {
            TrainerOptions options = new() { InBatchNegatives = false, NegativesPerAnchor = negatives };
            return Should.Throw<ArgumentException>(() => Train(new LinearAdapter(SyntheticPairs.Dimension), run, options)).Message;
        }
    }

    [TestCase(0)]
    [TestCase(7)]
    public void Train_ListedNegatives_AreThereAndMinedOnesAreOthers(int remineEvery)
    {
        IndexLists negatives = new();
        for (int query = 0; query < _data.QueryCount; query++)
        {
            int document = _data.Positives[query][0];
            negatives.AddRow([(document + 7) % _data.DocumentCount, (document + 11) % _data.DocumentCount]);
        }

        float[,] queries = new float[_data.QueryCount, _data.QueryDimension], documents = new float[_data.DocumentCount, _data.DocumentDimension];
        _data.Queries.CopyTo(queries);
        _data.Documents.CopyTo(documents);
        PairDataset listed = new(queries, documents, _data.Positives, _data.Ignored, negatives);
        OwnNegatives loss = new(listed);
        TrainingRun run = new() { Loss = loss, Optimizer = new SgdOptimizer(), Miner = new Mining.HardestMiner() };
        TrainerOptions options = SyntheticPairs.Options(steps: 20);
        (options.InBatchNegatives, options.MiningPoolSize, options.RemineEvery) = (false, 0, remineEvery);
        TrainingSummary summary = new PairTrainer(run, options).Train(new LinearAdapter(SyntheticPairs.Dimension), listed);
        loss.Rows.ShouldBe(20 * 32);
        loss.Problems.ShouldBe([]);
        summary.MinedNegatives.ShouldBe(20 * 32 * 4);

        run = new() { Loss = new InfoNceLoss(), Optimizer = new SgdOptimizer() };
        Should.NotThrow(() => new PairTrainer(run, options).Train(new LinearAdapter(SyntheticPairs.Dimension), listed));
    }

    [Test]
    public void Train_SameSeed_GivesTheSameBitsAndAnotherSeedOthers()
    {
        float[] first = ParametersAfter(seed: 1);
        ParametersAfter(seed: 1).ShouldBe(first);
        ParametersAfter(seed: 2).ShouldNotBe(first);
    }

    [Test]
    public void Train_AnyNumberOfThreads_GivesTheSameBits([Values(1, 2)] int threads)
    {
        LinearAdapter adapter = new(SyntheticPairs.Dimension);
        TrainerOptions options = SyntheticPairs.Options(steps: 30);
        options.MaxDegreeOfParallelism = threads;
        Train(adapter, SyntheticPairs.Run(30, new TrainingRunContext { Seed = 2 }), options);
        adapter.Parameters.Values.ToArray().ShouldBe(ParametersAfter(seed: 2));
    }

    [Test]
    public void Train_SeedOfTheRun_WinsOverTheSettings()
    {
        LinearAdapter adapter = new(SyntheticPairs.Dimension);
        TrainingRun run = SyntheticPairs.Run(30, new TrainingRunContext { Seed = 2 });
        Train(adapter, run, SyntheticPairs.Options(steps: 30));
        adapter.Parameters.Values.ToArray().ShouldBe(ParametersAfter(seed: 2));
    }

    [Test]
    public void Train_Progress_FollowsTheSchedules()
    {
        TrainingRun run = SyntheticPairs.Run();
        Reports reports = [];
        Train(new LinearAdapter(SyntheticPairs.Dimension), run, SyntheticPairs.Options(), reports);
        reports.Select(static r => r.Step).ShouldBe(Enumerable.Range(1, 120).Select(static i => (long)i));
        reports.Select(static r => r.Temperature!.Value).ShouldBe(Enumerable.Range(0, 120).Select(step => run.Temperature!.ValueAt(step)));
        reports.Select(static r => r.LearningRate).ShouldBe(Enumerable.Range(0, 120).Select(step => 0.02f * run.Scheduler!.ValueAt(step)));
        reports.ShouldAllBe(static r => r.NegativesPerAnchor == 4 && double.IsFinite(r.Loss) && r.GradientNorm > 0 && r.TotalSteps == 120);
    }

    [Test]
    public void Train_Curriculum_SetsNegativesAndTemperatureBySamplesSeen()
    {
        CurriculumScheduler curriculum = CurriculumScheduler.Linear(
            stages: 3, samplesPerStage: 320, negativesStart: 1, negativesEnd: 5, temperatureStart: 0.5f, temperatureEnd: 0.1f);
        TrainingRun run = new()
        {
            Loss = new InfoNceLoss(),
            Optimizer = new SgdOptimizer(),
            Curriculum = curriculum,
            Miner = new Mining.RandomMiner(),
        };
        Reports reports = [];
        Train(new LinearAdapter(SyntheticPairs.Dimension), run, SyntheticPairs.Options(steps: 40), reports);
        for (int step = 0; step < 40; step++)
        {
            CurriculumStage stage = curriculum.ValueAt(step * 32L);
            (reports[step].NegativesPerAnchor, reports[step].Temperature).ShouldBe((stage.NegativesPerAnchor, stage.Temperature), $"step {step}");
        }
    }

    [Test]
    public void Train_Validation_IsComputedWhereItIsDue()
    {
        Reports reports = [];
        int calls = 0;
        new PairTrainer(SyntheticPairs.Run(), SyntheticPairs.Options()).Train(new LinearAdapter(SyntheticPairs.Dimension), _data, () => ++calls, reports);
        reports.Where(static r => r.Validation is not null).Select(static r => (r.Step, r.Validation)).ShouldBe([(50L, 1.0), (100L, 2.0), (120L, 3.0)]);
    }

    [Test]
    public void Train_Epochs_DecideTheNumberOfSteps()
    {
        TrainerOptions options = SyntheticPairs.Options();
        options.Epochs = 2;
        options.TotalSteps(_data.QueryCount).ShouldBe(2 * (400 / 32));
        Train(new LinearAdapter(SyntheticPairs.Dimension), SyntheticPairs.Run(24), options).Steps.ShouldBe(24);
    }

    [Test]
    public void Train_KnownAnswers_AreNeverNegatives()
    {
        RecordingLoss loss = new();
        TrainingRun run = new() { Loss = loss, Optimizer = new SgdOptimizer(), Miner = new Mining.HardestMiner() };
        TrainingSummary summary = Train(new LinearAdapter(SyntheticPairs.Dimension), run, SyntheticPairs.Options(steps: 20));
        summary.MaskedPairs.ShouldBe(0, "the recording loss counts none itself");
        loss.NegativesThatAreAnswers.ShouldBe(0);
        loss.Negatives.ShouldBeGreaterThan(20 * 32 * 4);
    }

    [Test]
    public void Train_Cancelled_StopsAfterAWholeStep()
    {
        using CancellationTokenSource source = new();
        Reports reports = new(r => CancelAt(r, 7, source));
        LinearAdapter adapter = new(SyntheticPairs.Dimension);
        Should.Throw<OperationCanceledException>(() => Train(adapter, SyntheticPairs.Run(), SyntheticPairs.Options(), reports, source.Token));
        reports.Count.ShouldBe(7);

        LinearAdapter expected = new(SyntheticPairs.Dimension);
        Train(expected, SyntheticPairs.Run(), SyntheticPairs.Options(steps: 7));
        adapter.Parameters.Values.ToArray().ShouldBe(expected.Parameters.Values.ToArray());
    }

    [Test]
    public void Train_MetricThatStopsGettingBetter_LowersTheLearningRate()
    {
        TrainingRun run = new()
        {
            Loss = new InfoNceLoss(),
            Optimizer = new SgdOptimizer(new SgdOptions { LearningRate = 1 }),
            MetricScheduler = new ReduceOnPlateauScheduler(new ReduceOnPlateauSchedulerOptions { Patience = 1, Reduction = 0.5, Goal = MetricGoal.Maximize }),
        };
        TrainerOptions options = SyntheticPairs.Options(steps: 10);
        options.EvaluateEvery = 1;
        Reports reports = new();

        new PairTrainer(run, options).Train(new LinearAdapter(SyntheticPairs.Dimension), _data, static () => 0.25, reports);

        reports.Select(static report => report.LearningRate).ShouldBe([1f, 1f, 1f, 0.5f, 0.5f, 0.25f, 0.25f, 0.125f, 0.125f, 0.0625f]);
        Should.Throw<ArgumentException>(() => new PairTrainer(run, options).Train(new LinearAdapter(SyntheticPairs.Dimension), _data)).Message
            .ShouldStartWith("Expected a validation metric, because ReduceOnPlateauScheduler (MetricScheduler) follows it, but got none.");
    }

    [Test]
    public void Train_GradientsThatAreNotFinite_EndTheRunAndLeaveTheParameters()
    {
        TrainingRun run = new() { Loss = new RecordingLoss { Gradient = float.NaN }, Optimizer = new SgdOptimizer() };
        LinearAdapter adapter = new(SyntheticPairs.Dimension);
        TrainingFailedException e = Should.Throw<TrainingFailedException>(() => Train(adapter, run, SyntheticPairs.Options()));
        e.Message.ShouldBe(
            "Expected finite gradients, but 3 steps in a row were skipped, the last one, step 2, with SkippedNonFiniteGradient in 'weight'. Lower the learning rate, or clip the gradients.");
        adapter.Parameters.Values.ToArray().ShouldAllBe(static v => v == 0);
    }

    [Test]
    public void Train_ModelOfAnotherDimension_IsRefused() =>
        Should.Throw<ArgumentException>(() => Train(new LinearAdapter(5), SyntheticPairs.Run(), SyntheticPairs.Options()))
            .Message.ShouldStartWith("Expected a model for queries of dimension 12, as the data has, but got one that takes 5.");

    private static void CancelAt(TrainingProgress progress, long step, CancellationTokenSource source)
    {
        if (progress.Step == step)
        {
            source.Cancel();
        }
    }

    private static float[] ParametersAfter(ulong seed)
    {
        LinearAdapter adapter = new(SyntheticPairs.Dimension);
        TrainerOptions options = SyntheticPairs.Options(steps: 30);
        options.Seed = seed;
        Train(adapter, SyntheticPairs.Run(30), options);
        return adapter.Parameters.Values.ToArray();
    }

    private static TrainingSummary Train(
        LinearAdapter adapter, TrainingRun run, TrainerOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default) =>
        new PairTrainer(run, options).Train(adapter, _data, validate: null, progress, cancellationToken);

    /// <summary>Learns nothing; looks at which candidates it is told to push away.</summary>
    private sealed class RecordingLoss : ILoss
    {
        public float Gradient { get; init; }

        public int Negatives { get; private set; }

        public int NegativesThatAreAnswers { get; private set; }

        public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
        {
            outputs.AnchorGradients.Fill(Gradient);
            for (int row = 0; row < batch.Relations.RowCount; row++)
            {
                int query = QueryOf(batch.Anchors[row]);
                for (int candidate = 0; candidate < batch.Candidates.Rows; candidate++)
                {
                    if (batch.Relations.KindOf(row, candidate) == PairKind.Negative)
                    {
                        Negatives++;
                        NegativesThatAreAnswers += _data.Known[query].Contains(DocumentOf(batch.Candidates[candidate])) ? 1 : 0;
                    }
                }
            }

            return new LossResult(1, batch.Relations.RowCount);
        }

        // The adapter stays the identity, so a query is found by its vector.
        private static int QueryOf(ReadOnlySpan<float> vector) => RowOf(_data.Queries, vector);

        private static int DocumentOf(ReadOnlySpan<float> vector) => RowOf(_data.Documents, vector);

        public static int RowOf(ReadOnlyMatrixSpan rows, ReadOnlySpan<float> vector)
        {
            int row = 0;
            while (!rows[row].SequenceEqual(vector))
            {
                row++;
            }

            return row;
        }
    }

    /// <summary>Learns nothing; looks at the own negatives of each query: the two that are listed, then four others.</summary>
    private sealed class OwnNegatives(PairDataset data) : ILoss
    {
        public int Rows { get; private set; }

        public List<string> Problems { get; } = [];

        public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
        {
            outputs.AnchorGradients.Fill(0);
            for (int row = 0; row < batch.Relations.RowCount; row++)
            {
                int query = RecordingLoss.RowOf(data.Queries, batch.Anchors[row]);
                IndexRange own = batch.Relations.GetRow(row).OwnNegatives;
                List<int> documents = [];
                for (int i = 0; i < own.Count; i++)
                {
                    documents.Add(RecordingLoss.RowOf(data.Documents, batch.Candidates[own.Start + i]));
                }

                Rows++;
                bool isRight = documents.Count == 6 && documents.Distinct().Count() == 6 && documents.Take(2).SequenceEqual(data.Negatives[query].ToArray());
                if (!isRight)
                {
                    Problems.Add($"query {query}: {string.Join(", ", documents)}");
                }
            }

            return new LossResult(1, batch.Relations.RowCount);
        }
    }
}
