using RuVector.Training.Adapters;
using RuVector.Training.Curriculum;
using RuVector.Training.Data;
using RuVector.Training.Evaluation;
using RuVector.Training.Losses;
using RuVector.Training.Mining;
using RuVector.Training.Optimizers;
using RuVector.Training.Tests.Data;
using RuVector.Training.Trainer;

namespace RuVector.Training.Tests.Effects;

/// <summary>A run over the mammals with the settings of their README, one switch at a time: 50 dimensions, 750 steps of 256 pairs, 5 negatives, row-sparse Adam 0.03 with cosine decay.</summary>
internal sealed record GraphRun
{
    private const int Steps = 750;

    public INegativeMiner Miner { get; init; } = new HardestMiner();

    public IScheduler Temperature { get; init; } = new ConstantScheduler(0.1f);

    public float Laplacian { get; init; }

    /// <summary>Trains, and judges the table.</summary>
    public (double MeanAveragePrecision, double DirichletEnergy) Result()
    {
        AncestorGraph graph = SampleData.Mammals;
        GraphDataset data = new(graph.Ancestors, graph.Edges);
        GraphTrainerOptions graphOptions = new() { LaplacianWeight = Laplacian };
        EmbeddingTable table = new(data.NodeCount, graphOptions.Dimension, graphOptions.InitialScale, seed: 1);
        TrainingRun run = new()
        {
            Loss = new InfoNceLoss(),
            Optimizer = new AdamOptimizer(new AdamOptions { LearningRate = 0.03f }),
            Scheduler = new CosineScheduler(1, 0, Steps),
            Temperature = Temperature,
            Miner = Miner,
        };
        TrainerOptions options = new() { Steps = Steps, BatchSize = 256, Seed = 1, NegativesPerAnchor = 5 };
        new GraphTrainer(run, options, graphOptions).Train(table, data);
        return (GraphEvaluator.Evaluate(table.Rows, data.Ancestors).MeanAveragePrecision, GraphEvaluator.DirichletEnergy(table.Rows, data.Edges));
    }
}
