using System.Numerics;
using System.Runtime.CompilerServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>The pairs of one row: positives are similar unless they carry the value 0, negatives are dissimilar.</summary>
/// <param name="options">The settings.</param>
internal readonly struct ContrastiveRow(ContrastiveOptions options) : IRowLoss
{
    private readonly Distance _distance = new(options.Measure);
    private readonly double _margin = options.Margin;
    private readonly double _positiveMargin = options.PositiveMargin;
    private readonly bool _squares = options.Form != ContrastiveForm.Hinge;
    private readonly bool _activeOnly = options.MeanOverActive;

    /// <summary>Gets the distance that a similar pair must exceed to have a part.</summary>
    public double NearestDissimilar { get; init; } = double.NegativeInfinity;

    /// <summary>Gets the distance below which a dissimilar pair must be to have a part.</summary>
    public double FarthestSimilar { get; init; } = double.PositiveInfinity;

    /// <summary>Gets the factor of the derivatives of similar pairs.</summary>
    public double SimilarFactor { get; init; } = 1;

    /// <summary>Gets the factor of the derivatives of dissimilar pairs.</summary>
    public double DissimilarFactor { get; init; } = 1;

    public RowValue Evaluate(in ScoreRow row)
    {
        PairSums sums = Sum(row);
        return new RowValue(sums.Similar + sums.Dissimilar, (long)(sums.SimilarTerms + sums.DissimilarTerms));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public PairSums Sum(in ScoreRow row)
    {
        PairSums sums = default;
        for (int i = 0; i < row.Positives.Length; i++)
        {
            float derivative = IsSimilar(row, i) ? AddSimilar(row.Positives[i], ref sums) : AddDissimilar(row.Positives[i], ref sums);
            if (row.WantsGradients)
            {
                row.PositiveGradients[i] = derivative;
            }
        }

        int end = row.Negatives.Length - (row.Negatives.Length % Vector<float>.Count);
        Vector<double> values = default;
        Vector<long> terms = default;
        for (int i = 0; i < end; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(row.Negatives[i..]), out Vector<double> low, out Vector<double> high);
            Vector<float> derivatives = Vector.Narrow(AddDissimilar(low, ref values, ref terms), AddDissimilar(high, ref values, ref terms));
            if (row.WantsGradients)
            {
                derivatives.CopyTo(row.NegativeGradients[i..]);
            }
        }

        sums.Dissimilar += Vector.Sum(values);
        sums.DissimilarTerms += Vector.Sum(terms);
        for (int i = end; i < row.Negatives.Length; i++)
        {
            float derivative = AddDissimilar(row.Negatives[i], ref sums);
            if (row.WantsGradients)
            {
                row.NegativeGradients[i] = derivative;
            }
        }

        return sums;
    }

    /// <summary>Widens the range that the distances of similar and of dissimilar pairs span together with those of a row.</summary>
    public void FindExtremes(in ScoreRow row, ref double farthestSimilar, ref double nearestDissimilar)
    {
        for (int i = 0; i < row.Positives.Length; i++)
        {
            double distance = _distance.Of(row.Positives[i]);
            (farthestSimilar, nearestDissimilar) = IsSimilar(row, i) ? (Math.Max(farthestSimilar, distance), nearestDissimilar) : (farthestSimilar, Math.Min(nearestDissimilar, distance));
        }

        foreach (float score in row.Negatives)
        {
            nearestDissimilar = Math.Min(nearestDissimilar, _distance.Of(score));
        }
    }

    private static bool IsSimilar(in ScoreRow row, int positive) => row.PositiveValues.IsEmpty || row.PositiveValues[positive] != 0;

    private float AddSimilar(float score, ref PairSums sums)
    {
        double distance = _distance.Of(score), excess = distance - _positiveMargin;
        bool isIn = distance > NearestDissimilar, isActive = isIn && !(excess <= 0);
        sums.SimilarTerms += (_activeOnly ? isActive : isIn) ? 1 : 0;
        sums.Similar += isActive ? Power(excess) : 0;
        return isActive ? (float)(_distance.Sign * SimilarFactor * Slope(excess)) : 0;
    }

    private float AddDissimilar(float score, ref PairSums sums)
    {
        double distance = _distance.Of(score), lack = _margin - distance;
        bool isIn = distance < FarthestSimilar, isActive = isIn && !(lack <= 0);
        sums.DissimilarTerms += (_activeOnly ? isActive : isIn) ? 1 : 0;
        sums.Dissimilar += isActive ? Power(lack) : 0;
        return isActive ? (float)(-_distance.Sign * DissimilarFactor * Slope(lack)) : 0;
    }

    private Vector<double> AddDissimilar(Vector<double> scores, ref Vector<double> values, ref Vector<long> terms)
    {
        Vector<double> distances = _distance.Of(scores), lacks = new Vector<double>(_margin) - distances;
        Vector<long> isIn = Vector.LessThan(distances, new Vector<double>(FarthestSimilar)), isActive = Vector.AndNot(isIn, Vector.LessThanOrEqual(lacks, Vector<double>.Zero));
        terms -= _activeOnly ? isActive : isIn;
        values += Vector.ConditionalSelect(isActive, _squares ? lacks * lacks : lacks, Vector<double>.Zero);
        Vector<double> derivatives = -_distance.Sign * DissimilarFactor * (_squares ? 2 * lacks : Vector<double>.One);
        return Vector.ConditionalSelect(isActive, derivatives, Vector<double>.Zero);
    }

    private double Power(double x) => _squares ? x * x : x;

    private double Slope(double x) => _squares ? 2 * x : 1;
}
