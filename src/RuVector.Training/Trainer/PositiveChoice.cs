using RuVector.Training.Numerics;

namespace RuVector.Training.Trainer;

/// <summary>Which of the right documents of a query stands for it in a batch.</summary>
internal static class PositiveChoice
{
    /// <summary>Chooses for each query, by the seed, the batch and the number of the query.</summary>
    public static void Choose(PairDataset data, ReadOnlySpan<int> queries, Span<int> positives, ulong seed, long batch)
    {
        for (int i = 0; i < queries.Length; i++)
        {
            ReadOnlySpan<int> right = data.Positives[queries[i]];
            positives[i] = right.Length == 1 ? right[0] : right[new KeyedRandom(seed, RandomPurpose.Positives, batch, queries[i]).NextInt32(right.Length)];
        }
    }
}
