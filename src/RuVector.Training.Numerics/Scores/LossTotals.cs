namespace RuVector.Training.Numerics;

/// <summary>Sums over rows, in double and in row order.</summary>
internal struct LossTotals
{
    private double _sum;
    private long _terms;
    private long _withoutPositives;
    private long _withoutNegatives;

    public double WeightedTerms { get; private set; }

    public void Add(in ScoreRow row, RowValue value, float weight)
    {
        if (value.Terms == 0)
        {
            _withoutPositives += row.Positives.IsEmpty ? 1 : 0;
            _withoutNegatives += !row.Positives.IsEmpty && row.Negatives.IsEmpty ? 1 : 0;
            return;
        }

        _sum += weight * value.Sum;
        WeightedTerms += (double)weight * value.Terms;
        _terms += value.Terms;
    }

    public readonly LossResult ToResult(double divisor, int zeroRows, long maskedPairs) =>
        new(divisor == 0 ? 0 : _sum / divisor, _terms, _withoutPositives, _withoutNegatives, zeroRows, maskedPairs);
}
