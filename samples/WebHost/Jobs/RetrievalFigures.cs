using RuVector.Training.Adapters;
using RuVector.Training.Evaluation;
using RuVector.Training.Trainer;

namespace WebHost.Jobs;

/// <summary>How well adapted queries find their documents.</summary>
internal static class RetrievalFigures
{
    public static IReadOnlyList<TrainingMetric> Of(IEmbeddingModel adapter, PairDataset data)
    {
        float[,] queries = new float[data.QueryCount, adapter.OutputDimension];
        adapter.Forward(data.Queries, queries);
        RetrievalResult result = RetrievalEvaluator.Evaluate(queries, data.Documents, data.Positives, data.Ignored);
        return [new("MRR", result.MeanReciprocalRank), new("Accuracy@1", result.AccuracyAt(1)), new("Accuracy@10", result.AccuracyAt(10)), new("Median rank", result.MedianRank)];
    }
}
