using RuVector.Training.Adapters;
using RuVector.Training.Losses;
using RuVector.Training.Mining;
using RuVector.Training.Optimizers;
using RuVector.Training.TestKit;
using RuVector.Training.Runs;
using RuVector.Training.Trainer;

namespace RuVector.Training.Tests.Trainer;

/// <summary>Encoders of queries, of documents and of both: the gradient of the whole chain, and what is learned.</summary>
[TestFixture]
public sealed class TwoSidesTests
{
    private static readonly PairDataset _data = SyntheticPairs.Create();

    private static readonly (string Name, Func<DualEncoder> Create)[] _encoders =
    [
        ("queries", static () => DualEncoder.ForQueries(Adapter(1))),
        ("documents", static () => DualEncoder.ForDocuments(Adapter(1))),
        ("shared", static () => DualEncoder.Shared(Adapter(1))),
        ("separate", static () => DualEncoder.Separate(Adapter(1), Adapter(2))),
    ];

    [TestCaseSource(nameof(_encoders))]
    public void Train_OneStep_FollowsTheNumericGradient((string Name, Func<DualEncoder> Create) encoder)
    {
        float[] start = encoder.Create().Parameters.Values.ToArray(), stepped = [.. start];
        LossAfter(encoder.Create, stepped, learningRate: 1, keep: true);
        const float H = 5e-3f;
        for (int place = 0; place < start.Length; place += 7)
        {
            float[] up = [.. start], down = [.. start];
            up[place] += H;
            down[place] -= H;
            double expected = (LossAfter(encoder.Create, up, 0) - LossAfter(encoder.Create, down, 0)) / (2 * H);
            (start[place] - stepped[place]).ShouldBe((float)expected, 2e-4f + (0.01f * Math.Abs((float)expected)), $"parameter {place}");
        }
    }

    [TestCaseSource(nameof(_encoders))]
    public void Train_AnyEncoder_Learns((string Name, Func<DualEncoder> Create) encoder)
    {
        DualEncoder trained = encoder.Create();
        Reports reports = [];
        new PairTrainer(SyntheticPairs.Run(), SyntheticPairs.Options()).Train(trained, _data, new TrainingHooks { Progress = reports });
        reports.TakeLast(10).Average(static report => report.Loss).ShouldBeLessThan(0.9 * reports.Take(10).Average(static report => report.Loss));
    }

    [Test]
    public void Train_TrainedDocuments_AreMinedAsTheyAreNow()
    {
        // A document model that moves everything to one point: all candidates tie, so the hardest are the first of the pool. With the vectors as they are, others would be.
        CountingMiner miner = new();
        DualEncoder encoder = DualEncoder.Separate(Adapter(1), Adapter(2));
        TrainingRun run = new() { Loss = new InfoNceLoss(), Optimizer = new SgdOptimizer(), Miner = miner };
        new PairTrainer(run, SyntheticPairs.Options(steps: 1)).Train(encoder, _data, new TrainingHooks());
        float[] expected = new float[SyntheticPairs.Dimension];
        DualEncoder fresh = DualEncoder.Separate(Adapter(1), Adapter(2));
        for (int row = 0; row < miner.Candidates!.GetLength(0); row++)
        {
            bool found = false;
            for (int document = 0; document < _data.DocumentCount && !found; document++)
            {
                fresh.Document!.Forward(_data.Documents.SliceRows(document, 1), new MatrixSpan(expected, 1, expected.Length));
                found = ((ReadOnlyMatrixSpan)miner.Candidates)[row].SequenceEqual(expected);
            }

            found.ShouldBeTrue($"candidate {row} is an embedded document");
        }
    }

    [Test]
    public void Train_SidesThatDoNotFit_AreRefused()
    {
        PairTrainer trainer = new(SyntheticPairs.Run(), SyntheticPairs.Options());
        Refusal(DualEncoder.ForQueries(new LinearAdapter(5))).ShouldStartWith("Expected a model for queries of dimension 12, as the data has, but got one that takes 5.");
        Refusal(DualEncoder.ForDocuments(new LinearAdapter(5))).ShouldStartWith("Expected a model for documents of dimension 12, as the data has, but got one that takes 5.");

        string Refusal(DualEncoder encoder) => Should.Throw<ArgumentException>(() => trainer.Train(encoder, _data, new TrainingHooks())).Message;
    }

    private static double LossAfter(Func<DualEncoder> create, float[] parameters, float learningRate, bool keep = false)
    {
        DualEncoder encoder = create();
        parameters.CopyTo(encoder.Parameters.Values);
        TrainingRun run = new() { Loss = new InfoNceLoss(new InfoNceOptions { Temperature = 0.5f }), Optimizer = new SgdOptimizer(new SgdOptions { LearningRate = learningRate }), Miner = new RandomMiner() };
        Reports reports = [];
        TrainerOptions options = SyntheticPairs.Options(steps: 1);
        new PairTrainer(run, options).Train(encoder, _data, new TrainingHooks { Progress = reports });
        if (keep)
        {
            encoder.Parameters.Values.CopyTo(parameters);
        }

        return reports[0].Loss;
    }

    private static LinearAdapter Adapter(int seed)
    {
        LinearAdapter adapter = new(SyntheticPairs.Dimension);
        float[,] noise = Batches.Matrix(1, adapter.Parameters.Values.Length, seed);
        for (int i = 0; i < noise.Length; i++)
        {
            adapter.Parameters.Values[i] = 0.1f * noise[0, i];
        }

        return adapter;
    }

    /// <summary>Keeps the candidates that it is shown.</summary>
    private sealed class CountingMiner : INegativeMiner
    {
        public float[,]? Candidates { get; private set; }

        public void Mine(in MiningRequest request, MinedNegatives result)
        {
            Candidates = new float[request.Candidates.Rows, request.Candidates.Columns];
            request.Candidates.CopyTo(Candidates);
            new HardestMiner().Mine(request, result);
        }
    }
}
