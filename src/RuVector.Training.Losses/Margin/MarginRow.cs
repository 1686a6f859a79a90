using System.Runtime.CompilerServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>The two hinges of every triplet of one row: that of a positive counts once for each negative, that of a negative once for each positive.</summary>
/// <param name="distance">Distances from scores.</param>
/// <param name="margin">The margin.</param>
/// <param name="beta">The boundary.</param>
/// <param name="activeOnly">Whether the terms are the hinges above 0 instead of the triplets.</param>
internal readonly struct MarginRow(Distance distance, double margin, double beta, bool activeOnly) : IRowLoss
{
    public RowValue Evaluate(in ScoreRow row)
    {
        if (row.Positives.IsEmpty || row.Negatives.IsEmpty)
        {
            return RowValue.None;
        }

        (int positives, int negatives) = (row.Positives.Length, row.Negatives.Length);
        (double near, long nearActive) = Side(row.Positives, row.PositiveGradients, side: 1, times: negatives);
        (double far, long farActive) = Side(row.Negatives, row.NegativeGradients, side: -1, times: positives);
        (nearActive, farActive) = (nearActive * negatives, farActive * positives);
        return new RowValue((negatives * near) + (positives * far), activeOnly ? nearActive + farActive : (long)positives * negatives)
        {
            ByScalar = new ScalarGradients(farActive - nearActive),
        };
    }

    /// <summary>Sums <c>max(0, side * (d - beta) + margin)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (double Sum, long Active) Side(ReadOnlySpan<float> scores, Span<float> gradients, int side, int times)
    {
        double sum = 0;
        long active = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            double violation = (side * (distance.Of(scores[i]) - beta)) + margin;
            if (!(violation <= 0))
            {
                sum += violation;
                active++;
                if (!gradients.IsEmpty)
                {
                    gradients[i] = side * distance.Sign * times;
                }
            }
        }

        return (sum, active);
    }
}
