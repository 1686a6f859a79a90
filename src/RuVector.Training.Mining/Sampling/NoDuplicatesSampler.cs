namespace RuVector.Training.Mining;

/// <summary>Batches in which no document is twice, so that no in-batch negative is the right answer of another sample.</summary>
/// <remarks>
/// <para>A sample that does not fit waits for a later batch of the epoch; documents that wait longest come first. A document that is in more samples than there are batches cannot be used up:
/// <see cref="EpochBatches.LeftOut"/> counts what is left, unless small batches are kept.</para>
/// <para>Immutable and thread safe. Source: NoDuplicatesBatchSampler of sentence-transformers, which knows no number of batches before the first one.</para>
/// </remarks>
public sealed class NoDuplicatesSampler : IBatchSampler
{
    private readonly IndexLists _documents;
    private readonly int _batchSize;
    private readonly ulong _seed;
    private readonly bool _keepSmall;

    /// <summary>Creates the sampler.</summary>
    /// <param name="documents">The documents of each sample: its positives and own negatives, and its query if queries may repeat. Must not change.</param>
    /// <param name="batchSize">Number of samples of a batch, 1 or more.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="keepSmall">Whether batches that cannot be filled are kept; then every sample is in one batch of an epoch.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is less than 1.</exception>
    public NoDuplicatesSampler(IndexLists documents, int batchSize, ulong seed, bool keepSmall = false)
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        (_documents, _batchSize, _seed, _keepSmall) = (documents, batchSize, seed, keepSmall);
    }

    /// <inheritdoc/>
    public EpochBatches Plan(long epoch)
    {
        (List<int> samples, List<int> ends) = ([], []);
        DistinctPlan.Run(_documents, SamplingOrder.Shuffled(_documents.Count, _seed, epoch), _batchSize, _keepSmall, batch =>
        {
            samples.AddRange(batch);
            ends.Add(samples.Count);
        });
        return new EpochBatches(samples, ends, _documents.Count);
    }
}
