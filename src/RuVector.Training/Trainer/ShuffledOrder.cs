namespace RuVector.Training.Trainer;

/// <summary>Batches in random order. A batch is a function of the seed and its number, so there is nothing to keep.</summary>
internal sealed class ShuffledOrder(int samples, int batchSize, ulong seed) : IBatchOrder
{
    private readonly EpochSampler _sampler = new(samples, batchSize, seed);

    public int BatchSize => _sampler.BatchSize;

    public ReadOnlySpan<int> BatchAt(long batch) => _sampler.BatchAt(batch);
}
