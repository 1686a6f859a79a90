using RuVector.Training.Adapters;
using RuVector.Training.Curriculum;
using RuVector.Training.Data;
using RuVector.Training.Evaluation;
using RuVector.Training.Losses;
using RuVector.Training.Optimizers;
using RuVector.Training.Tests.Data;
using RuVector.Training.Trainer;

namespace RuVector.Training.Tests.Effects;

/// <summary>A run over the reverse dictionary with the settings of its README, one switch at a time: batch 256, AdamW 2e-3, warm-up 50, cosine.</summary>
internal sealed record RetrievalRun
{
    private const long WarmupSteps = 50;

    public int Steps { get; init; } = 755;

    public bool InBatchNegatives { get; init; }

    public INegativeMiner? Miner { get; init; }

    public int Negatives { get; init; }

    public IScheduler? Temperature { get; init; }

    public AdapterOptions Adapter { get; init; } = new();

    public float LearningRate { get; init; } = 0.002f;

    /// <summary>Trains and ranks the test split.</summary>
    public RetrievalResult Test()
    {
        ReverseDictionary data = SampleData.ReverseDictionary;
        PairDataset pairs = data.ToPairs();
        IEmbeddingModel adapter = AdapterFactory.Create(Adapter, pairs.QueryDimension);
        TrainingRun run = new()
        {
            Loss = new InfoNceLoss(new InfoNceOptions { Temperature = 0.05f }),
            Optimizer = new AdamWOptimizer(new AdamWOptions { LearningRate = LearningRate, WeightDecay = 0.01f }),
            Scheduler = new WarmupScheduler(new CosineScheduler(1, 0, Steps - WarmupSteps), WarmupSteps),
            Temperature = Temperature,
            Miner = Miner,
        };
        TrainerOptions options = new() { Steps = Steps, BatchSize = 256, Seed = 1, InBatchNegatives = InBatchNegatives, NegativesPerAnchor = Negatives, MiningPoolSize = 4096 };
        new PairTrainer(run, options).Train(adapter, pairs);
        float[,] adapted = new float[data.Test.Count, pairs.QueryDimension];
        adapter.Forward(data.Test.Vectors, adapted);
        return RetrievalEvaluator.Evaluate(adapted, data.Documents, data.Test.Gold, data.Test.Ignored);
    }
}
