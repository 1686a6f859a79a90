namespace RuVector.Training.Mining;

/// <summary>Batches of P classes with M samples of each, for losses over labels: every sample has M - 1 positives.</summary>
/// <remarks>
/// <para>Each sample is in one batch of an epoch at most; none is repeated to fill a class up. What is too little for M of a class, or for P classes at the end, is counted in <see cref="EpochBatches.LeftOut"/>;
/// which samples those are changes from epoch to epoch. The samples of a class follow each other.</para>
/// <para>Immutable and thread safe. Source: Hermans, Beyer, Leibe, "In defense of the triplet loss for person re-identification", 2017.</para>
/// </remarks>
public sealed class PerClassSampler : IBatchSampler
{
    private readonly int[] _labels;
    private readonly int _classesPerBatch;
    private readonly int _samplesPerClass;
    private readonly ulong _seed;

    /// <summary>Creates the sampler.</summary>
    /// <param name="labels">Label of each sample; copied.</param>
    /// <param name="classesPerBatch">Number of classes of a batch, P: 1 or more.</param>
    /// <param name="samplesPerClass">Number of samples of each class of a batch, M: 1 or more.</param>
    /// <param name="seed">The seed.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    public PerClassSampler(ReadOnlySpan<int> labels, int classesPerBatch, int samplesPerClass, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classesPerBatch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(samplesPerClass, 1);
        (_labels, _classesPerBatch, _samplesPerClass, _seed) = (labels.ToArray(), classesPerBatch, samplesPerClass, seed);
    }

    /// <inheritdoc/>
    public EpochBatches Plan(long epoch)
    {
        int[][] groups = SamplingOrder.Groups(_labels, _samplesPerClass, _seed, epoch);
        Dictionary<int, int> classes = [];
        IndexLists classOf = new();
        foreach (int[] group in groups)
        {
            int label = _labels[group[0]];
            classes.TryAdd(label, classes.Count);
            classOf.AddRow([classes[label]]);
        }

        (List<int> samples, List<int> ends) = ([], []);
        DistinctPlan.Run(classOf, [.. Enumerable.Range(0, groups.Length)], _classesPerBatch, keepSmall: false, batch =>
        {
            samples.AddRange(batch.SelectMany(group => groups[group]));
            ends.Add(samples.Count);
        });
        return new EpochBatches(samples, ends, _labels.Length);
    }
}
