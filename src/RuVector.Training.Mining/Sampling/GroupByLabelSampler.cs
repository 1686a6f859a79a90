namespace RuVector.Training.Mining;

/// <summary>Batches in which every sample has at least one other of its label.</summary>
/// <remarks>
/// <para>Samples of a label come in pairs, a pair in one batch; a label may have several pairs in a batch, in the proportion of its samples. With one label that has most of the samples a batch may hold that one
/// alone, without negatives: <see cref="PerClassSampler"/> has different labels in every batch.</para>
/// <para>Each sample is in one batch of an epoch at most. The odd one of a label, and what does not fill the last batch, is counted in <see cref="EpochBatches.LeftOut"/> and changes from epoch to epoch.</para>
/// <para>Immutable and thread safe. Source: GroupByLabelBatchSampler of sentence-transformers.</para>
/// </remarks>
public sealed class GroupByLabelSampler : IBatchSampler
{
    private const int GroupSize = 2;

    private readonly int[] _labels;
    private readonly int _batchSize;
    private readonly ulong _seed;

    /// <summary>Creates the sampler.</summary>
    /// <param name="labels">Label of each sample; copied.</param>
    /// <param name="batchSize">Number of samples of a batch, 2 or more and even.</param>
    /// <param name="seed">The seed.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is less than 2, or odd.</exception>
    public GroupByLabelSampler(ReadOnlySpan<int> labels, int batchSize, ulong seed)
    {
        MiningGuard.CheckRange(batchSize >= GroupSize && batchSize % GroupSize == 0, "an even batch size of 2 or more", batchSize, nameof(batchSize));
        (_labels, _batchSize, _seed) = (labels.ToArray(), batchSize, seed);
    }

    /// <inheritdoc/>
    public EpochBatches Plan(long epoch)
    {
        int[][] groups = SamplingOrder.Groups(_labels, GroupSize, _seed, epoch);
        int groupsPerBatch = _batchSize / GroupSize;
        (List<int> samples, List<int> ends) = ([], []);
        for (int batch = 0; batch < groups.Length / groupsPerBatch; batch++)
        {
            samples.AddRange(groups.AsSpan(batch * groupsPerBatch, groupsPerBatch).ToArray().SelectMany(static group => group));
            ends.Add(samples.Count);
        }

        return new EpochBatches(samples, ends, _labels.Length);
    }
}
