using RuVector.Training;
using RuVector.Training.Adapters;
using RuVector.Training.Evaluation;
using RuVector.Training.Trainer;

namespace Samples;

/// <summary>Toy vectors: a query is its document with the values in reverse order, and some noise. A linear adapter can turn it back.</summary>
internal static class ToyPairs
{
    private const int Count = 256;
    private const int Dimension = 16;

    public static PairDataset Create()
    {
        Random random = new(1);
        (float[,] queries, float[,] documents) = (new float[Count, Dimension], new float[Count, Dimension]);
        for (int row = 0; row < Count; row++)
        {
            for (int d = 0; d < Dimension; d++)
            {
                documents[row, d] = random.NextSingle() - 0.5f;
                queries[row, Dimension - 1 - d] = documents[row, d] + (0.2f * (random.NextSingle() - 0.5f));
            }
        }

        return new(queries, documents, IndexLists.FromRows([.. Enumerable.Range(0, Count).Select(static row => new[] { row })]));
    }

    /// <summary>Gets how well the adapted queries find their documents, 1 at best.</summary>
    public static double MeanReciprocalRank(IEmbeddingModel adapter, PairDataset pairs)
    {
        float[,] adapted = new float[pairs.QueryCount, adapter.OutputDimension];
        adapter.Forward(pairs.Queries, adapted);
        return RetrievalEvaluator.Evaluate(adapted, pairs.Documents, pairs.Positives).MeanReciprocalRank;
    }
}
