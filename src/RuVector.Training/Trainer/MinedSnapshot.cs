using RuVector.Training.Adapters;

namespace RuVector.Training.Trainer;

/// <summary>The negatives of all queries, mined once with one state of the encoder. Immutable.</summary>
internal sealed class MinedSnapshot
{
    private const int QueriesPerPart = 1024;

    private readonly MinedNegatives _documents = new();

    private MinedSnapshot(int negativesPerQuery) => _documents.Reset(negativesPerQuery);

    /// <summary>Gets the negatives of a query, in the miner's order.</summary>
    public ReadOnlySpan<int> NegativesOf(int query) => _documents.IndicesOf(query);

    /// <summary>Mines for all queries of a data set; the same encoder, seed and step give the same snapshot.</summary>
    /// <param name="data">The data.</param>
    /// <param name="encoder">The encoder; nobody trains it.</param>
    /// <param name="miner">The miner.</param>
    /// <param name="pool">The documents to mine from.</param>
    /// <param name="negativesPerQuery">How many are wanted for each query.</param>
    /// <param name="seed">Seed of random choices.</param>
    /// <param name="step">Step of random choices: the first one that uses the snapshot.</param>
    /// <param name="cancellationToken">Ends the mining between two parts.</param>
    public static MinedSnapshot Build(
        PairDataset data, DualEncoder encoder, INegativeMiner miner, int[] pool, int negativesPerQuery, ulong seed, long step, CancellationToken cancellationToken)
    {
        MinedSnapshot snapshot = new(negativesPerQuery);
        PoolMining mining = new(data, encoder, miner);
        EncodedRows anchors = new(encoder.Query, data.Queries.Columns);
        int[] queries = [.. Enumerable.Range(0, data.QueryCount)], positives = new int[QueriesPerPart], documents = new int[negativesPerQuery];
        int parts = ((queries.Length - 1) / QueriesPerPart) + 1;
        mining.LoadPool(pool, QueriesPerPart);
        for (int first = 0; first < queries.Length; first += QueriesPerPart)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<int> part = queries.AsSpan(first, Math.Min(QueriesPerPart, queries.Length - first));
            anchors.Load(data.Queries, part);
            PositiveChoice.Choose(data, part, positives, seed, step);
            MinedNegatives mined = mining.Mine(part, positives.AsSpan(0, part.Length), anchors.Encode(), negativesPerQuery, seed, (step * parts) + (first / QueriesPerPart));
            for (int row = 0; row < part.Length; row++)
            {
                snapshot._documents.AddRow(mining.DocumentsOf(row, documents), mined.ScoresOf(row));
            }
        }

        return snapshot;
    }
}
