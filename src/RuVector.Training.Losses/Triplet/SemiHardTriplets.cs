using System.Runtime.CompilerServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>One triplet for each positive of a row: with the nearest negative that is farther, or with the farthest negative.</summary>
internal static class SemiHardTriplets
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Sum, long Terms, long Active) Evaluate(in ScoreRow row, TripletTerm term)
    {
        using SortedPositives positives = new(row.Positives, term.Sign, margin: 0);
        using RentedArray<int> nearest = new(row.Positives.Length);
        int farthest = Place(row, term.Sign, positives, nearest.Span);
        int negative = -1;
        (double sum, long active) = (0, 0);
        for (int i = row.Positives.Length - 1; i >= 0; i--)
        {
            negative = Nearer(row.Negatives, term.Sign, nearest.Span[i], negative);
            double value = term.Add(row, positives.Order[i], negative < 0 ? farthest : negative);
            sum += value;
            active += value == 0 ? 0 : 1;
        }

        return (sum, row.Positives.Length, active);
    }

    /// <summary>Finds, for each positive, the nearest of the negatives that are farther than it and not farther than the next one; and the farthest of all negatives.</summary>
    private static int Place(in ScoreRow row, float sign, in SortedPositives positives, Span<int> nearest)
    {
        nearest.Fill(-1);
        int farthest = 0;
        for (int n = 0; n < row.Negatives.Length; n++)
        {
            int nearer = positives.CountBelow(sign * (double)row.Negatives[n]);
            if (nearer > 0)
            {
                nearest[nearer - 1] = Nearer(row.Negatives, sign, nearest[nearer - 1], n);
            }

            farthest = sign * row.Negatives[n] > sign * row.Negatives[farthest] ? n : farthest;
        }

        return farthest;
    }

    /// <summary>The nearer of two negatives, the first one if they are as near; -1 stands for none.</summary>
    private static int Nearer(ReadOnlySpan<float> negatives, float sign, int first, int second) =>
        first < 0 || (second >= 0 && sign * negatives[second] < sign * negatives[first]) ? second : first;
}
