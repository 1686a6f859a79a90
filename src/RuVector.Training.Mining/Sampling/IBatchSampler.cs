namespace RuVector.Training.Mining;

/// <summary>Puts samples together to batches, an epoch at a time.</summary>
/// <remarks>The batches of an epoch depend on the seed and the epoch alone: a run that resumes in the middle of one plans it again and goes on at its batch. Thread safety: immutable, may be called from many threads at once.</remarks>
public interface IBatchSampler
{
    /// <summary>Plans an epoch; the number of its batches is known before the first one.</summary>
    /// <param name="epoch">The epoch, 0 or more.</param>
    /// <returns>The batches.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epoch"/> is negative.</exception>
    EpochBatches Plan(long epoch);
}
