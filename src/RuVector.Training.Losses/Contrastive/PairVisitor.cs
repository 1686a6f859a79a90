using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Looks at all pairs of a batch before the derivative of any is known: sums of both sides, or the distances that part hard pairs from easy ones.</summary>
/// <param name="row">The pairs of one row.</param>
/// <param name="weights">One weight an anchor, or nothing.</param>
/// <param name="wantsExtremes">Whether distances are wanted and not sums.</param>
internal ref struct PairVisitor(ContrastiveRow row, ReadOnlySpan<float> weights, bool wantsExtremes) : IRowVisitor
{
    private readonly ContrastiveRow _row = row;
    private readonly ReadOnlySpan<float> _weights = weights;
    private readonly bool _wantsExtremes = wantsExtremes;
    private PairSums _sums;
    private double _farthestSimilar = double.NegativeInfinity;
    private double _nearestDissimilar = double.PositiveInfinity;

    /// <summary>Gets the weighted sums.</summary>
    public readonly PairSums Sums => _sums;

    /// <summary>Gets the distance of the farthest similar pair; infinity when there is none, so that no dissimilar pair is easy.</summary>
    public readonly double FarthestSimilar => double.IsNegativeInfinity(_farthestSimilar) ? double.PositiveInfinity : _farthestSimilar;

    /// <summary>Gets the distance of the nearest dissimilar pair; negative infinity when there is none, so that no similar pair is easy.</summary>
    public readonly double NearestDissimilar => double.IsPositiveInfinity(_nearestDissimilar) ? double.NegativeInfinity : _nearestDissimilar;

    public void Visit(in ScoreRow row)
    {
        float weight = _weights.IsEmpty ? 1 : _weights[row.Anchor];
        if (weight == 0)
        {
            return;
        }

        if (_wantsExtremes)
        {
            _row.FindExtremes(row, ref _farthestSimilar, ref _nearestDissimilar);
        }
        else
        {
            _sums.Add(_row.Sum(row), weight);
        }
    }
}
