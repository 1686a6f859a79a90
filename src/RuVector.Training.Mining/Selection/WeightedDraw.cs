using RuVector.Training.Numerics;

namespace RuVector.Training.Mining;

/// <summary>Draws by weight without replacement: the largest sums of log weight and Gumbel noise.</summary>
/// <remarks>The largest log weight of the row is subtracted first, so nothing underflows.</remarks>
internal static class WeightedDraw
{
    /// <summary>Draws candidates of a row, in the order of the draw.</summary>
    /// <param name="row">The row; what is not in its window is not drawn.</param>
    /// <param name="weight">The weights.</param>
    /// <param name="chosen">Overwritten with positions.</param>
    /// <returns>The number of candidates drawn: as many as fit, or all that have weight.</returns>
    public static int Take<TWeight>(in CandidateRow row, TWeight weight, Span<int> chosen)
        where TWeight : struct, ILogWeight
    {
        double largest = Largest(row, weight);
        KeyedRandom random = row.Random;
        using SmallestKeys winners = new(chosen.Length, row.Scores.Length);
        for (int i = 0; i < row.Scores.Length; i++)
        {
            if (!row.Window.Contains(row.Order.KeyOf(row.Scores[i], i)))
            {
                continue;
            }

            double logWeight = weight.LogWeight(row.Scores[i]);
            if (logWeight > double.NegativeInfinity)
            {
                winners.Add(PackedKey.Pack((float)(logWeight - largest + random.NextGumbel()), i));
            }
        }

        return winners.CopyPositionsTo(chosen);
    }

    /// <summary>Computes the probability that each of some candidates is the first one drawn; zeros when none has weight.</summary>
    /// <param name="scores">Scores of the candidates.</param>
    /// <param name="measure">The measure of the scores.</param>
    /// <param name="weight">The weights.</param>
    /// <param name="probabilities">Overwritten with numbers that sum to 1, or with zeros.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="NonFiniteValueException">A score is NaN or an infinity.</exception>
    public static void Probabilities<TWeight>(ReadOnlySpan<float> scores, ScoreMeasure measure, TWeight weight, Span<double> probabilities)
        where TWeight : struct, ILogWeight
    {
        string name = measure == ScoreMeasure.Cosine ? "cosine" : "score";
        if (probabilities.Length != scores.Length)
        {
            throw new ArgumentException($"Expected room for {scores.Length} probabilities, one for each {name}, but got {probabilities.Length}.", nameof(probabilities));
        }

        FiniteRows.Require(ReadOnlyMatrixSpan.FromRow(scores), name + "s");
        double largest = Largest(new CandidateRow { Scores = scores, Order = new ScoreOrder(measure), Window = KeyWindow.Finite }, weight);
        double sum = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            double logWeight = weight.LogWeight(scores[i]);
            probabilities[i] = logWeight > double.NegativeInfinity ? Math.Exp(logWeight - largest) : 0;
            sum += probabilities[i];
        }

        for (int i = 0; sum > 0 && i < probabilities.Length; i++)
        {
            probabilities[i] /= sum;
        }
    }

    private static double Largest<TWeight>(in CandidateRow row, TWeight weight)
        where TWeight : struct, ILogWeight
    {
        double largest = double.NegativeInfinity;
        for (int i = 0; i < row.Scores.Length; i++)
        {
            if (row.Window.Contains(row.Order.KeyOf(row.Scores[i], i)))
            {
                largest = Math.Max(largest, weight.LogWeight(row.Scores[i]));
            }
        }

        return largest;
    }
}
