using RuVector.Training.Adapters;
using RuVector.Training.Losses;
using RuVector.Training.Mining;
using RuVector.Training.Optimizers;
using RuVector.Training.Runs;
using RuVector.Training.Trainer;

namespace RuVector.Training.Tests.Trainer;

/// <summary>Negatives that are mined anew every few steps, beside the training.</summary>
[TestFixture]
public sealed class ReminingTests
{
    private static readonly PairDataset _data = SyntheticPairs.Create();

    [Test]
    public void Train_Snapshots_AreMinedWithTheParametersOfTheMiddleOfTheStepsBefore()
    {
        WatchedMiner miner = new();
        LinearAdapter adapter = new(SyntheticPairs.Dimension);
        List<float[]> before = [adapter.Parameters.Values.ToArray()];
        Reports reports = new(_ => before.Add(adapter.Parameters.Values.ToArray()));
        Train(adapter, miner, every: 10, steps: 35, reports);

        // Windows 0 to 3 are used; 4 is begun in the middle of window 3 and may not be finished.
        miner.FirstAnchors.Count.ShouldBeInRange(4, 5);
        int[] sources = [0, 5, 15, 25, 35];
        for (int window = 0; window < 4; window++)
        {
            LinearAdapter then = new(SyntheticPairs.Dimension);
            before[sources[window]].CopyTo(then.Parameters.Values);
            float[,] expected = new float[1, SyntheticPairs.Dimension];
            then.Forward(_data.Queries.SliceRows(0, 1), expected);
            miner.FirstAnchors[window].ShouldBe(((ReadOnlyMatrixSpan)expected)[0].ToArray(), $"window {window}");
        }
    }

    [Test]
    public void Train_LongWindow_UsesTheHardestOfTheStart()
    {
        RecordedCandidates loss = new();
        TrainingRun run = new() { Loss = loss, Optimizer = new SgdOptimizer(), Miner = new HardestMiner() };
        TrainerOptions options = Options(every: 1000, steps: 3);
        options.MiningPoolSize = 0;
        new PairTrainer(run, options).Train(new LinearAdapter(SyntheticPairs.Dimension), _data);

        HardestMiner oracle = HardNegativeMiner.Hardest();
        (float[] Anchor, float[][] Negatives)[] rows = [.. loss.Rows];
        rows.Length.ShouldBe(3 * 32);
        foreach ((float[] anchor, float[][] negatives) in rows)
        {
            int query = Enumerable.Range(0, _data.QueryCount).First(q => _data.Queries[q].SequenceEqual(anchor));
            int[] others = [.. Enumerable.Range(0, _data.DocumentCount).Where(document => !_data.Known[query].Contains(document))];
            float[][] vectors = [.. others.Select(document => _data.Documents[document].ToArray())];
            float[][] expected = [.. oracle.Mine(anchor, vectors, 4).Select(place => vectors[place])];
            negatives.ShouldBe(expected);
        }
    }

    [Test]
    public void Train_Remining_GivesTheSameBitsEveryTimeAndForAnyNumberOfThreads()
    {
        float[] first = Parameters(threads: 2);
        Parameters(threads: 2).ShouldBe(first);
        Parameters(threads: 1).ShouldBe(first);

        static float[] Parameters(int threads)
        {
            LinearAdapter adapter = new(SyntheticPairs.Dimension);
            TrainerOptions options = Options(every: 7, steps: 40);
            options.MaxDegreeOfParallelism = threads;
            TrainingSummary summary = new PairTrainer(SyntheticPairs.Run(40), options).Train(adapter, _data);
            summary.MinedNegatives.ShouldBeGreaterThan(0);
            return adapter.Parameters.Values.ToArray();
        }
    }

    [Test]
    public void Train_ReminingAtEveryStep_Works()
    {
        LinearAdapter adapter = new(SyntheticPairs.Dimension);
        TrainingSummary summary = Train(adapter, new HardestMiner(), every: 1, steps: 5);
        (summary.MinedNegatives, summary.MiningShortage).ShouldBe((5 * 32 * 4, 0));
    }

    [Test]
    public void Train_MinerThatFails_EndsTheRunWithItsOwnException()
    {
        WatchedMiner miner = new() { FailsAt = 2 };
        Should.Throw<FormatException>(() => Train(new LinearAdapter(SyntheticPairs.Dimension), miner, every: 4, steps: 20)).Message.ShouldBe("mining failed");
    }

    [Test]
    public void Train_CancelledWhileItWaitsForTheMiner_Ends()
    {
        using ManualResetEventSlim gate = new();
        using CancellationTokenSource source = new();
        WatchedMiner miner = new() { Gate = gate, Begun = source.Cancel };
        Task<TrainingSummary> run = Task.Run(() => Train(new LinearAdapter(SyntheticPairs.Dimension), miner, every: 4, steps: 20, cancellationToken: source.Token));
        source.Token.WaitHandle.WaitOne();
        gate.Set();
        Should.Throw<OperationCanceledException>(() => run.GetAwaiter().GetResult());
    }

    [Test]
    public void Constructor_GraphWithRemining_IsRefused() =>
        Should.Throw<ArgumentException>(() => new GraphTrainer(SyntheticPairs.Run(), new TrainerOptions { RemineEvery = 2, NegativesPerAnchor = 1 }, new GraphTrainerOptions())).Message
            .ShouldStartWith("Expected RemineEvery of 0, because negatives of a graph are mined at every step from the table as it is, but got 2.");

    private static TrainerOptions Options(int every, int steps)
    {
        TrainerOptions options = SyntheticPairs.Options(steps);
        options.RemineEvery = every;
        return options;
    }

    private static TrainingSummary Train(
        LinearAdapter adapter, INegativeMiner miner, int every, int steps, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        TrainingRun run = new() { Loss = new InfoNceLoss(), Optimizer = new SgdOptimizer(new SgdOptions { LearningRate = 0.1f }), Miner = miner };
        return new PairTrainer(run, Options(every, steps)).Train(adapter, _data, progress: progress, cancellationToken: cancellationToken);
    }

    /// <summary>Mines the hardest, and keeps the first anchor of each request.</summary>
    private sealed class WatchedMiner : INegativeMiner
    {
        private readonly List<float[]> _firstAnchors = [];

        public IReadOnlyList<float[]> FirstAnchors
        {
            get
            {
                lock (_firstAnchors)
                {
                    return [.. _firstAnchors];
                }
            }
        }

        public int FailsAt { get; init; } = -1;

        public ManualResetEventSlim? Gate { get; init; }

        public Action? Begun { get; init; }

        public void Mine(in MiningRequest request, MinedNegatives result)
        {
            Begun?.Invoke();
            Gate?.Wait();
            lock (_firstAnchors)
            {
                _firstAnchors.Add(request.Anchors[0].ToArray());
                if (_firstAnchors.Count == FailsAt)
                {
                    throw new FormatException("mining failed");
                }
            }

            new HardestMiner().Mine(request, result);
        }
    }

    /// <summary>Learns nothing; keeps each anchor with its own negatives.</summary>
    private sealed class RecordedCandidates : ILoss
    {
        public List<(float[] Anchor, float[][] Negatives)> Rows { get; } = [];

        public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
        {
            outputs.AnchorGradients.Fill(0);
            for (int row = 0; row < batch.Relations.RowCount; row++)
            {
                IndexRange own = batch.Relations.GetRow(row).OwnNegatives;
                List<float[]> negatives = [];
                for (int i = 0; i < own.Count; i++)
                {
                    negatives.Add(batch.Candidates[own.Start + i].ToArray());
                }

                Rows.Add((batch.Anchors[row].ToArray(), [.. negatives]));
            }

            return new LossResult(1, batch.Relations.RowCount);
        }
    }
}
