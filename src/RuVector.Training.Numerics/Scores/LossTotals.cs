namespace RuVector.Training.Numerics;

/// <summary>Sums over rows, in double and in row order.</summary>
internal struct LossTotals
{
    private double _sum;
    private long _terms;
    private long _withoutPositives;
    private long _withoutNegatives;
    private long _maskedPairs;
    private double _byFirst;
    private double _bySecond;

    public double WeightedTerms { get; private set; }

    public void Add(in RowOutcome row)
    {
        _maskedPairs += row.MaskedPairs;
        if (row.Value.Terms == 0)
        {
            _withoutPositives += row.HasPositives ? 0 : 1;
            _withoutNegatives += row.HasPositives && !row.HasNegatives ? 1 : 0;
            return;
        }

        _sum += row.Weight * row.Value.Sum;
        WeightedTerms += (double)row.Weight * row.Value.Terms;
        _terms += row.Value.Terms;
        _byFirst += row.Weight * row.Value.ByScalar.First;
        _bySecond += row.Weight * row.Value.ByScalar.Second;
    }

    public readonly ScalarGradients ToScalarGradients(double factor) => new(factor * _byFirst, factor * _bySecond);

    public readonly LossResult ToResult(double divisor, int zeroRows) =>
        new(divisor == 0 ? 0 : _sum / divisor, _terms, _withoutPositives, _withoutNegatives, zeroRows, _maskedPairs);
}
