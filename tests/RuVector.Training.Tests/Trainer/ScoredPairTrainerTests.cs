using RuVector.Training.Adapters;
using RuVector.Training.Data;
using RuVector.Training.Losses;
using RuVector.Training.Mining;
using RuVector.Training.Optimizers;
using RuVector.Training.TestKit;
using RuVector.Training.Trainer;

namespace RuVector.Training.Tests.Trainer;

[TestFixture]
public sealed class ScoredPairTrainerTests
{
    private const int Dimension = 8;
    private const int Firsts = 60;
    private const int PairsOfFirst = 4;

    private static readonly ScoredPairDataset _data = Create();

    [TestCase("CosineSimilarity")]
    [TestCase("CoSent")]
    [TestCase("MarginMse")]
    [TestCase("KlDistillation")]
    public void Train_ScoresOfATeacher_AreLearned(string name)
    {
        ILoss loss = name switch { "CosineSimilarity" => new CosineSimilarityLoss(), "CoSent" => new CoSentLoss(), "MarginMse" => new MarginMseLoss(), _ => new KlDistillationLoss() };
        Reports reports = [];
        Trainer(loss, steps: 150).Train(DualEncoder.Shared(new LinearAdapter(Dimension)), _data, new TrainingHooks { Progress = reports });
        reports.TakeLast(10).Average(static report => report.Loss).ShouldBeLessThan(0.9 * reports.Take(10).Average(static report => report.Loss));
    }

    [Test]
    public void Train_PairsOfOneFirst_StayTogetherWithTheirScores()
    {
        SeenPairs loss = new();
        Trainer(loss, steps: 12).Train(DualEncoder.ForQueries(new LinearAdapter(Dimension)), _data, new TrainingHooks());
        loss.Pairs.Count.ShouldBe(12 * 10 * PairsOfFirst);
        loss.Wrong.ShouldBe(0);
    }

    [Test]
    public void Constructor_Miner_IsRefused() =>
        Should.Throw<ArgumentException>(static () => new ScoredPairTrainer(new TrainingRun { Loss = new CoSentLoss(), Optimizer = new SgdOptimizer(), Miner = new RandomMiner() }, new TrainerOptions())).Message
            .ShouldStartWith("Expected no miner, because scored pairs say themselves what is compared, but got RandomMiner.");

    private static ScoredPairTrainer Trainer(ILoss loss, int steps) =>
        new(new TrainingRun { Loss = loss, Optimizer = new AdamWOptimizer(new AdamWOptions { LearningRate = loss is SeenPairs ? 0 : 0.02f }) }, new TrainerOptions { Steps = steps, BatchSize = 10, EvaluateEvery = 0, BestAgainstRest = loss is MarginMseLoss });

    /// <summary>The teacher looks at the first half of the dimensions alone.</summary>
    private static ScoredPairDataset Create()
    {
        float[,] first = Batches.Matrix(Firsts, Dimension, seed: 31), second = Batches.Matrix(100, Dimension, seed: 32);
        ReadOnlyMatrixSpan firsts = first, seconds = second;
        List<ScoredPair> pairs = [];
        for (int anchor = 0; anchor < Firsts; anchor++)
        {
            for (int i = 0; i < PairsOfFirst; i++)
            {
                int candidate = ((anchor * 7) + (i * 13)) % 100;
                pairs.Add(new ScoredPair(anchor, candidate, (float)Similarity.Cosine(firsts[anchor][..(Dimension / 2)], seconds[candidate][..(Dimension / 2)])));
            }
        }

        return new ScoredPairDataset(first, second, [.. pairs]);
    }

    /// <summary>Learns nothing; looks every pair up in the data.</summary>
    private sealed class SeenPairs : ILoss
    {
        public List<float> Pairs { get; } = [];

        public int Wrong { get; private set; }

        public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
        {
            outputs.AnchorGradients.Fill(0);
            for (int row = 0; row < batch.Relations.RowCount; row++)
            {
                RelationRow relation = batch.Relations.GetRow(row);
                int first = Find(_data.First.Span, batch.Anchors[relation.Anchor]), pairs = 0;
                foreach (int candidate in relation.Positives)
                {
                    int second = Find(_data.Second.Span, batch.Candidates[candidate]);
                    Pairs.Add(0);
                    pairs++;
                    Wrong += _data.Pairs.ToArray().Any(pair => pair.Anchor == first && pair.Candidate == second) ? 0 : 1;
                }

                Wrong += pairs == PairsOfFirst ? 0 : 1;
            }

            return new LossResult(1, batch.Relations.RowCount);
        }

        private static int Find(ReadOnlyMatrixSpan rows, ReadOnlySpan<float> vector)
        {
            int row = 0;
            while (!rows[row].SequenceEqual(vector))
            {
                row++;
            }

            return row;
        }
    }
}
