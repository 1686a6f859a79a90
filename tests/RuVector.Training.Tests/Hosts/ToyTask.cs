using RuVector.Training.Adapters;
using RuVector.Training.Data;
using RuVector.Training.Mining;
using RuVector.Training.Optimizers;
using RuVector.Training.Runs;
using RuVector.Training.TestKit;
using RuVector.Training.Trainer;

namespace RuVector.Training.Tests.Hosts;

/// <summary>A small data set with the model and the trainer that fit it.</summary>
/// <param name="train">Makes the trainer of a run and trains the model.</param>
/// <param name="size">Number of samples: the batch that the loss is measured on.</param>
internal sealed class ToyTask(Action<TrainingRun, TrainerOptions, TrainingHooks> train, int size)
{
    private const int Pairs = 64;
    private const int Dimension = 8;

    /// <summary>Gets a value indicating whether every step needs mined negatives.</summary>
    public bool MustMine { get; init; }

    /// <summary>Gets a value indicating whether the best pair of each first vector is held against its others.</summary>
    public bool BestAgainstRest { get; init; }

    /// <summary>Queries and their documents.</summary>
    public static ToyTask OfPairs()
    {
        PairDataset data = SyntheticPairs.Create(Pairs, Pairs);
        DualEncoder encoder = DualEncoder.ForQueries(new LinearAdapter(SyntheticPairs.Dimension));
        return new((run, options, hooks) => new PairTrainer(run, options).Train(encoder, data, hooks), Pairs);
    }

    /// <summary>Rows of classes, which are compared with each other.</summary>
    public static ToyTask OfLabels(IEmbeddingModel? model = null)
    {
        LabelledDataset data = SyntheticLabels.Create();
        LabelEncoder encoder = LabelEncoder.Of(model ?? new LinearAdapter(SyntheticLabels.Dimension));
        return new((run, options, hooks) => new LabelTrainer(run, options).Train(encoder, data, hooks), data.Count);
    }

    /// <summary>Rows of classes, which are compared with a vector of each class.</summary>
    public static ToyTask OfClasses()
    {
        LabelledDataset data = SyntheticLabels.Create();
        LabelEncoder encoder = LabelEncoder.WithClasses(new LinearAdapter(SyntheticLabels.Dimension), data.ClassCount, seed: 3);
        return new((run, options, hooks) => new LabelTrainer(run, options).Train(encoder, data, hooks), data.Count);
    }

    /// <summary>Pairs with the scores of a teacher that looks at half of the dimensions.</summary>
    public static ToyTask OfScores(bool bestAgainstRest)
    {
        float[,] first = Batches.Matrix(Pairs, Dimension, seed: 31), second = Batches.Matrix(Pairs, Dimension, seed: 32);
        ScoredPair[] pairs =
        [
            .. from anchor in Enumerable.Range(0, Pairs)
               from i in Enumerable.Range(0, 4)
               let candidate = ((anchor * 7) + (i * 13)) % Pairs
               select new ScoredPair(anchor, candidate, (float)Similarity.Cosine(((ReadOnlyMatrixSpan)first)[anchor][..4], ((ReadOnlyMatrixSpan)second)[candidate][..4])),
        ];
        ScoredPairDataset data = new(first, second, pairs);
        DualEncoder encoder = DualEncoder.Shared(new LinearAdapter(Dimension));
        return new((run, options, hooks) => new ScoredPairTrainer(run, options).Train(encoder, data, hooks), Pairs) { BestAgainstRest = bestAgainstRest };
    }

    /// <summary>Nodes of a tree and their ancestors.</summary>
    public static ToyTask OfGraph()
    {
        const int Nodes = 40;
        int[][] ancestors = [.. Enumerable.Range(0, Nodes).Select(static node => Ancestors(node).Order().ToArray())];
        GraphDataset data = new(IndexLists.FromRows(ancestors), Enumerable.Range(1, Nodes - 1).Select(static node => new Edge(node, (node - 1) / 3)));
        EmbeddingTable table = new(Nodes, Dimension, standardDeviation: 0.1f, seed: 5);
        return new((run, options, hooks) => new GraphTrainer(run, options, new GraphTrainerOptions { EdgesPerStep = 8, LaplacianWeight = 0 }).Train(table, data, hooks), data.PairCount) { MustMine = true };
    }

    /// <summary>The nodes of a ring and its edges, in the loop that a user writes for a loss that no trainer has batches for.</summary>
    public static ToyTask OfEdges()
    {
        const int Nodes = 40;
        EmbeddingTable table = new(Nodes, Dimension, standardDeviation: 0.1f, seed: 5);
        PairRelations edges = PairRelations.FromEdges(Nodes, [.. Enumerable.Range(0, Nodes).Select(static node => new Edge(node, (node + 1) % Nodes))]);
        return new((run, options, hooks) => Loop(table, edges, run, options.Steps, hooks.Progress!), Nodes);
    }

    /// <summary>Trains for the steps of the settings.</summary>
    public Trainer.Reports Train(TrainingRun run, TrainingHooks? hooks = null)
    {
        Trainer.Reports reports = [];
        TrainerOptions options = run.Settings<TrainerOptions>();
        options.BestAgainstRest = BestAgainstRest;
        train(run, options, new TrainingHooks { Progress = reports, Evaluate = hooks?.Evaluate });
        return reports;
    }

    /// <summary>Gets a loss over all samples, which stay as they are: a step of rate 0 on a batch that is always the same.</summary>
    public double LossOf(ILoss loss)
    {
        Trainer.Reports reports = [];
        TrainingRun run = new() { Loss = loss, Optimizer = Still(), LossOptimizer = Still(), Miner = MustMine ? new RandomMiner() : null };
        train(run, new TrainerOptions { Steps = 1, BatchSize = size, NegativesPerAnchor = 4, EvaluateEvery = 0, BestAgainstRest = BestAgainstRest }, new TrainingHooks { Progress = reports });
        return reports.Single().Loss;
    }

    private static void Loop(EmbeddingTable table, PairRelations edges, TrainingRun run, int steps, IProgress<TrainingProgress> progress)
    {
        MatrixSpan gradients = table.Parameters.Segments[0].GradientMatrix;
        for (int step = 1; step <= steps; step++)
        {
            double loss = run.Loss.Evaluate(new ContrastiveBatch(table.Rows, edges), new LossOutputs { AnchorGradients = gradients }).Value;
            run.Optimizer.Step(table.Parameters);
            progress.Report(new TrainingProgress(step, steps, loss, null, 0, run.Optimizer.LearningRate, 0, TimeSpan.Zero));
        }
    }

    private static SgdOptimizer Still() => new(new SgdOptions { LearningRate = 0 });

    private static IEnumerable<int> Ancestors(int node)
    {
        while (node > 0)
        {
            node = (node - 1) / 3;
            yield return node;
        }
    }
}
