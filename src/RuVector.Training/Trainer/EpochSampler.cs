using RuVector.Training.Numerics;

namespace RuVector.Training.Trainer;

/// <summary>Batches of sample numbers: every epoch in its own random order, the last partial batch of an epoch left out.</summary>
/// <remarks>The batch is a function of (seed, step), so a run can continue at any step. Not thread safe.</remarks>
public sealed class EpochSampler
{
    private readonly int[] _order;
    private readonly int _batchSize;
    private readonly ulong _seed;
    private long _epoch = -1;

    /// <summary>Creates a sampler.</summary>
    /// <param name="count">Number of samples, 1 or more.</param>
    /// <param name="batchSize">Samples in a batch, 1 or more; more than there are means all.</param>
    /// <param name="seed">Seed of the order.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    public EpochSampler(int count, int batchSize, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        (_order, _batchSize, _seed) = (new int[count], Math.Min(batchSize, count), seed);
    }

    /// <summary>Gets the number of batches in an epoch.</summary>
    public int BatchesPerEpoch => _order.Length / _batchSize;

    /// <summary>Gets the number of samples in a batch.</summary>
    public int BatchSize => _batchSize;

    /// <summary>Gets the samples of a step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <returns>Different sample numbers; valid until the next call.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is negative.</exception>
    public ReadOnlySpan<int> BatchAt(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        (long epoch, long batch) = Math.DivRem(step, BatchesPerEpoch);
        if (epoch != _epoch)
        {
            for (int i = 0; i < _order.Length; i++)
            {
                _order[i] = i;
            }

            new KeyedRandom(_seed, RandomPurpose.Sampling, epoch).Shuffle<int>(_order);
            _epoch = epoch;
        }

        return _order.AsSpan((int)batch * _batchSize, _batchSize);
    }
}
