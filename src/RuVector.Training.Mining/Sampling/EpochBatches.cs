namespace RuVector.Training.Mining;

/// <summary>The batches of one epoch; immutable and thread safe.</summary>
public sealed class EpochBatches
{
    private readonly int[] _samples;
    private readonly int[] _ends;

    internal EpochBatches(List<int> samples, List<int> ends, int total) => (_samples, _ends, LeftOut) = ([.. samples], [.. ends], total - samples.Count);

    /// <summary>Gets the number of batches.</summary>
    public int Count => _ends.Length;

    /// <summary>Gets the number of samples that are in no batch of this epoch, because too few were left that fit together.</summary>
    public int LeftOut { get; }

    /// <summary>Gets the samples of a batch.</summary>
    /// <param name="batch">The batch, from 0 to <see cref="Count"/> - 1.</param>
    /// <returns>The samples, each in one batch of the epoch at most.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such batch.</exception>
    public ReadOnlySpan<int> this[int batch]
    {
        get
        {
            if ((uint)batch >= (uint)Count)
            {
                throw new ArgumentOutOfRangeException(nameof(batch), batch, $"Expected a batch from 0 to {Count - 1}, but got {batch}.");
            }

            int start = batch == 0 ? 0 : _ends[batch - 1];
            return _samples.AsSpan(start, _ends[batch] - start);
        }
    }
}
