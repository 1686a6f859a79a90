using RuVector.Training.Adapters;
using RuVector.Training.Curriculum;
using RuVector.Training.Evaluation;
using RuVector.Training.Losses;
using RuVector.Training.Mining;
using RuVector.Training.Optimizers;
using RuVector.Training.TestKit;
using RuVector.Training.Trainer;

namespace RuVector.Training.Runs;

/// <summary>Queries that are their documents seen through a fixed linear map and some noise: an adapter can undo the map.</summary>
public static class SyntheticPairs
{
    public const int Dimension = 12;

    public static PairDataset Create(int queries = 400, int documents = 300)
    {
        float[,] documentVectors = Batches.Matrix(documents, Dimension, seed: 1);
        float[,] map = Batches.Matrix(Dimension, Dimension, seed: 2);
        float[,] noise = Batches.Matrix(queries, Dimension, seed: 3);
        float[,] queryVectors = new float[queries, Dimension];
        IndexLists positives = new();
        IndexLists ignored = new();
        for (int query = 0; query < queries; query++)
        {
            int document = query % documents;
            positives.AddRow([document]);
            ignored.AddRow(query % 5 == 0 ? [(document + 1) % documents] : []);
            for (int j = 0; j < Dimension; j++)
            {
                float sum = 0.1f * noise[query, j];
                for (int i = 0; i < Dimension; i++)
                {
                    sum += documentVectors[document, i] * (map[i, j] + (i == j ? 2f : 0f));
                }

                queryVectors[query, j] = sum;
            }
        }

        return new PairDataset(queryVectors, documentVectors, positives, ignored);
    }

    public static TrainerOptions Options(int steps = 120) => new() { Steps = steps, BatchSize = 32, MiningPoolSize = 100, EvaluateEvery = 50, NegativesPerAnchor = 4 };

    public static TrainingRun Run(long steps = 120, TrainingRunContext? context = null) => new()
    {
        Context = context ?? new TrainingRunContext(),
        Loss = new InfoNceLoss(new InfoNceOptions { Temperature = 0.1f }),
        Optimizer = new AdamWOptimizer(new AdamWOptions { LearningRate = 0.02f }),
        Scheduler = new CosineScheduler(1, 0, steps),
        Temperature = TemperatureAnnealing.Cosine(0.3f, 0.1f, steps),
        Miner = new SemiHardMiner(new SemiHardMinerOptions { Margin = 2f }),
    };

    public static double MeanReciprocalRank(IEmbeddingModel model, PairDataset data)
    {
        float[,] adapted = new float[data.QueryCount, data.QueryDimension];
        model.Forward(data.Queries, adapted);
        return RetrievalEvaluator.Evaluate(adapted, data.Documents, data.Positives, data.Ignored).MeanReciprocalRank;
    }
}
