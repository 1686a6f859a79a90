using RuVector.Training.Numerics;

namespace RuVector.Training.Mining;

/// <summary>Candidates of a row, drawn by the inverse density of their distance: the largest sums of log weight and Gumbel noise are draws without replacement.</summary>
internal readonly struct DistanceWeightedSelection(float cutoff, float upperCutoff) : ISelection
{
    public bool NeedsPositive => false;

    public bool TakesHardest => false;

    public Selected Select(in CandidateRow row, Span<int> chosen)
    {
        InverseDensity density = new(cutoff, upperCutoff, row.Dimension);
        double largest = density.LargestLogWeight(row);
        KeyedRandom random = row.Random;
        using SmallestKeys winners = new(chosen.Length, row.Scores.Length);
        for (int i = 0; i < row.Scores.Length; i++)
        {
            if (!row.Window.Contains(row.Order.KeyOf(row.Scores[i], i)))
            {
                continue;
            }

            double weight = density.LogWeight(row.Scores[i]);
            if (weight > double.NegativeInfinity)
            {
                winners.Add(PackedKey.Pack((float)(weight - largest + random.NextGumbel()), i));
            }
        }

        return new Selected(winners.CopyPositionsTo(chosen));
    }
}
