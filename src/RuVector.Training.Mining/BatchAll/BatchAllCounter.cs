using RuVector.Training.Numerics;

namespace RuVector.Training.Mining;

/// <summary>Counts the triplets of each row from its sorted negatives, without a look at each.</summary>
internal ref struct BatchAllCounter : IRowVisitor
{
    private readonly ScoreOrder _order;
    private readonly float _margin;
    private readonly Span<float> _closeness;
    private readonly Span<double> _sums;

    public BatchAllCounter(ScoreOrder order, float margin, Span<float> closeness, Span<double> sums)
    {
        (_order, _margin) = (order, margin);
        _closeness = closeness;
        _sums = sums;
    }

    public BatchAllSummary Summary { get; private set; }

    public void Visit(in ScoreRow row)
    {
        int negatives = SortNegatives(row.Negatives);
        (long valid, long active, double sum) = Summary;
        foreach (float score in row.Positives)
        {
            if (float.IsFinite(score))
            {
                // d_ap - d_an + margin > 0 says that the negative's closeness is above a bound.
                double bound = (double)_order.Closeness(score) - _margin;
                int first = FirstAbove(_closeness[..negatives], bound), count = negatives - first;
                valid += negatives;
                active += count;
                sum += _sums[negatives] - _sums[first] - (count * bound);
            }
        }

        Summary = new BatchAllSummary(valid, active, sum);
    }

    /// <summary>Sorts the closeness of the negatives, ascending, with the sums of all before each.</summary>
    private readonly int SortNegatives(ReadOnlySpan<float> negatives)
    {
        int count = 0;
        foreach (float score in negatives)
        {
            if (float.IsFinite(score))
            {
                _closeness[count++] = _order.Closeness(score);
            }
        }

        _closeness[..count].Sort();
        _sums[0] = 0;
        for (int i = 0; i < count; i++)
        {
            _sums[i + 1] = _sums[i] + _closeness[i];
        }

        return count;
    }

    private static int FirstAbove(ReadOnlySpan<float> ascending, double bound)
    {
        (int low, int high) = (0, ascending.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = ascending[middle] > bound ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
