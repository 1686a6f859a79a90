using RuVector.Training.Mining;

namespace RuVector.Training.Trainer;

/// <summary>The batches of a sampler, epoch after epoch; epochs may have different numbers of batches, so the place of the epoch under way is kept.</summary>
internal sealed class PlannedOrder : IBatchOrder
{
    private const string EpochKey = "epoch";
    private const string FirstKey = "first batch of the epoch";

    private readonly IBatchSampler _sampler;
    private long _epoch;
    private long _first;
    private EpochBatches _plan;

    /// <exception cref="ArgumentException">The samples fill no batch.</exception>
    public PlannedOrder(IBatchSampler sampler, int batchSize)
    {
        (_sampler, BatchSize, _plan) = (sampler, batchSize, sampler.Plan(0));
        if (_plan.Count == 0)
        {
            throw new ArgumentException($"Expected data that fill a batch of {batchSize} with the Sampling that is set, but got fewer samples that fit together.", nameof(sampler));
        }
    }

    public int BatchSize { get; }

    public ReadOnlySpan<int> BatchAt(long batch)
    {
        while (batch >= _first + _plan.Count)
        {
            _first += _plan.Count;
            _plan = _sampler.Plan(++_epoch);
        }

        return _plan[(int)(batch - _first)];
    }

    public void Export(Dictionary<string, long> numbers) => (numbers[EpochKey], numbers[FirstKey]) = (_epoch, _first);

    public Action Import(IReadOnlyDictionary<string, long> numbers)
    {
        (long epoch, long first) = (numbers.GetValueOrDefault(EpochKey), numbers.GetValueOrDefault(FirstKey));
        EpochBatches plan = _sampler.Plan(Math.Max(0, epoch));
        return () => (_epoch, _first, _plan) = (epoch, first, plan);
    }
}
