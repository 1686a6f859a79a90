using System.Runtime.CompilerServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>The hinges of every (positive, negative) of a row, without looking at every pair.</summary>
/// <remarks>
/// A negative at distance d violates the margin of the positives with <c>d_ap + margin &gt; d</c>, which are the last ones in ascending order: it adds its count and its distance where they begin, and a running sum over
/// the positives gives for each how many negatives violate its margin and the sum of their distances.
/// </remarks>
internal static class AllTriplets
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Sum, long Terms, long Active) Evaluate(in ScoreRow row, TripletTerm term)
    {
        int count = row.Positives.Length;
        using SortedPositives positives = new(row.Positives, term.Sign, term.Margin);
        using RentedArray<int> counts = new(count + 1);
        using RentedArray<double> distances = new(count + 1);
        counts.Span.Clear();
        distances.Span.Clear();
        for (int n = 0; n < row.Negatives.Length; n++)
        {
            double distance = term.Sign * (double)row.Negatives[n];
            int first = positives.CountUpTo(distance);
            counts.Span[first]++;
            distances.Span[first] += distance;
            if (row.WantsGradients)
            {
                row.NegativeGradients[n] = term.Sign * (first - count);
            }
        }

        (double sum, long active) = AddPositives(row, term.Sign, positives, counts.Span, distances.Span);
        return (double.IsFinite(positives.Bounds[^1]) ? sum : double.NaN, (long)count * row.Negatives.Length, active);
    }

    private static (double Sum, long Active) AddPositives(in ScoreRow row, float sign, in SortedPositives positives, ReadOnlySpan<int> counts, ReadOnlySpan<double> distances)
    {
        (double sum, long active, int violating, double near) = (0, 0, 0, 0);
        for (int i = 0; i < positives.Bounds.Length; i++)
        {
            violating += counts[i];
            near += distances[i];
            active += violating;
            sum += (violating * positives.Bounds[i]) - near;
            if (row.WantsGradients)
            {
                row.PositiveGradients[positives.Order[i]] = sign * violating;
            }
        }

        return (sum, active);
    }
}
