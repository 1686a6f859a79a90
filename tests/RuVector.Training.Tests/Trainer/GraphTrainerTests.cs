using RuVector.Training.Adapters;
using RuVector.Training.Evaluation;
using RuVector.Training.Losses;
using RuVector.Training.Mining;
using RuVector.Training.Optimizers;
using RuVector.Training.Trainer;

namespace RuVector.Training.Tests.Trainer;

[TestFixture]
public sealed class GraphTrainerTests
{
    private const int Nodes = 121;

    /// <summary>A tree in which node n has the children 3n + 1 to 3n + 3; the ancestors of a node are its pairs.</summary>
    private static readonly GraphDataset _tree = Tree();

    [Test]
    public void Constructor_GraphSettingOutOfRange_IsRefused()
    {
        Refused(new() { LaplacianWeight = float.NaN }, "Expected a finite LaplacianWeight of 0 or more, but got NaN. (Parameter 'graphOptions')");
        Refused(new() { EdgesPerStep = 0 }, "Expected EdgesPerStep of 1 or more, but got 0. (Parameter 'graphOptions')");

        static void Refused(GraphTrainerOptions options, string text) =>
            Should.Throw<ArgumentOutOfRangeException>(() => new GraphTrainer(ToRun(), Options(), options)).Message.ShouldStartWith(text);
    }

    [Test]
    public void Train_Tree_PutsNodesNearTheirAncestors()
    {
        EmbeddingTable table = Table();
        double before = GraphEvaluator.Evaluate(table.Rows, _tree.Ancestors).MeanAveragePrecision;
        TrainingSummary summary = Train(table, laplacian: 0.1f);
        double after = GraphEvaluator.Evaluate(table.Rows, _tree.Ancestors).MeanAveragePrecision;
        after.ShouldBeGreaterThan(0.6);
        after.ShouldBeGreaterThan(3 * before);
        summary.Steps.ShouldBe(200);
        summary.MiningShortage.ShouldBe(0);
    }

    [Test]
    public void Train_Laplacian_LowersTheDirichletEnergy()
    {
        EmbeddingTable without = Table();
        EmbeddingTable with = Table();
        Train(without, laplacian: 0);
        Train(with, laplacian: 1);
        GraphEvaluator.DirichletEnergy(with.Rows, _tree.Edges).ShouldBeLessThan(0.9 * GraphEvaluator.DirichletEnergy(without.Rows, _tree.Edges));
    }

    [Test]
    public void Train_SameSeed_GivesTheSameBits()
    {
        EmbeddingTable first = Table();
        EmbeddingTable second = Table();
        Train(first, laplacian: 0.1f);
        Train(second, laplacian: 0.1f);
        second.Rows.Values.ToArray().ShouldBe(first.Rows.Values.ToArray());
    }

    [Test]
    public void Train_MinedNodes_AreNeitherTheNodeNorItsAncestors()
    {
        GraphBatchBuilder batches = new(_tree, batchSize: 32, dimension: 8, seed: 1);
        EmbeddingTable table = Table();
        for (long step = 0; step < 5; step++)
        {
            batches.Load(table, new HardestMiner(), new StepSettings(step, 0.1f, NegativesPerAnchor: 5, LearningRate: 0.1f));
            int next = 2 * batches.Rows;
            for (int row = 0; row < batches.Rows; row++)
            {
                int node = batches.TouchedRows[row];
                int[] mined = batches.TouchedRows.Slice(next, batches.Mined.IndicesOf(row).Length).ToArray();
                mined.ShouldNotContain(node);
                mined.Intersect(_tree.Ancestors[node].ToArray()).ShouldBeEmpty();
                next += mined.Length;
            }

            next.ShouldBe(batches.TouchedRows.Length);
        }
    }

    [Test]
    public void Constructor_OptimizerWithoutRows_IsRefused() =>
        Should.Throw<ArgumentException>(() => new GraphTrainer(new TrainingRun { Loss = new InfoNceLoss(), Optimizer = new DenseOnly() }, Options(), new GraphTrainerOptions()))
            .Message.ShouldStartWith("Expected an optimizer that can update single rows (ISparseOptimizer), but got DenseOnly.");

    [Test]
    public void Constructor_NoMiner_IsRefused() =>
        Should.Throw<ArgumentException>(() => new GraphTrainer(new TrainingRun { Loss = new InfoNceLoss(), Optimizer = new AdamOptimizer() }, Options(), new GraphTrainerOptions()))
            .Message.ShouldBe("Expected something that gives negatives (a miner and how many to mine, or InBatchNegatives or listed negatives for pairs), but got no miner. (Parameter 'run')");

    [Test]
    public void Train_TableOfAnotherSize_IsRefused() =>
        Should.Throw<ArgumentException>(() => new GraphTrainer(ToRun(), Options(), new GraphTrainerOptions()).Train(new EmbeddingTable(5, 8, 0.1f, 1), _tree))
            .Message.ShouldStartWith("Expected a table with a row for each of the 121 nodes of a graph with edges, but got 5 rows and ");

    [Test]
    public void GraphDataset_NodeAsItsOwnAncestor_IsRefused() =>
        Should.Throw<ArgumentException>(() => new GraphDataset(IndexLists.FromRows([], [1]), []))
            .Message.ShouldStartWith("Expected ancestors of node 1 to be other nodes from 0 to 1, but got 1.");

    [Test]
    public void GraphDataset_EdgeToNowhere_IsRefused() =>
        Should.Throw<ArgumentException>(() => new GraphDataset(IndexLists.FromRows([], [0]), [new Edge(0, 2)]))
            .Message.ShouldStartWith("Expected edges between nodes 0 to 1, but got (0, 2).");

    private static GraphDataset Tree()
    {
        int[][] ancestors = new int[Nodes][];
        ancestors[0] = [];
        List<Edge> edges = [];
        for (int node = 1; node < Nodes; node++)
        {
            int parent = (node - 1) / 3;
            ancestors[node] = [.. ancestors[parent], parent];
            edges.Add(new Edge(node, parent));
        }

        return new GraphDataset(IndexLists.FromRows(ancestors), edges);
    }

    private static EmbeddingTable Table() => new(Nodes, 8, 0.01f, seed: 1);

    private static TrainerOptions Options() => new() { Steps = 200, BatchSize = 32, NegativesPerAnchor = 5, Seed = 1 };

    private static TrainingRun ToRun() => new()
    {
        Loss = new InfoNceLoss(new InfoNceOptions { Temperature = 0.1f }),
        Optimizer = new AdamOptimizer(new AdamOptions { LearningRate = 0.03f }),
        Miner = new HardestMiner(),
    };

    private static TrainingSummary Train(EmbeddingTable table, float laplacian) =>
        new GraphTrainer(ToRun(), Options(), new GraphTrainerOptions { LaplacianWeight = laplacian, EdgesPerStep = 32 }).Train(table, _tree);

    private sealed class DenseOnly : IOptimizer
    {
        public float LearningRate { get; set; }

        public long StepCount => 0;

        public long SkippedSteps => 0;

        public StepOutcome Step(Span<float> parameters, ReadOnlySpan<float> gradients) => StepOutcome.Taken;

        public StepOutcome Step(ParameterSet parameters) => StepOutcome.Taken;

        public OptimizerState ExportState() => new("DenseOnly", 0, [], new Dictionary<string, float[]>(), new Dictionary<string, double>());

        public void ImportState(OptimizerState state)
        {
        }

        public void Reset()
        {
        }
    }
}
