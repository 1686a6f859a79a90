namespace RuVector.Training.TestKit;

/// <summary>Pearson's test of counts against probabilities.</summary>
public static class ChiSquare
{
    /// <summary>Fails the test when counts this far from the probabilities come up in fewer than one of a million runs.</summary>
    public static void ShouldFit(IReadOnlyList<long> counts, IReadOnlyList<double> probabilities)
    {
        counts.Count.ShouldBe(probabilities.Count);
        probabilities.Sum().ShouldBe(1, 1e-9);
        double total = counts.Sum();
        double statistic = 0;
        int cells = 0;
        for (int i = 0; i < counts.Count; i++)
        {
            double expected = total * probabilities[i];
            if (expected == 0)
            {
                counts[i].ShouldBe(0, $"count {i}, which has probability 0");
                continue;
            }

            expected.ShouldBeGreaterThan(5, $"expected count {i}; the test needs more draws");
            statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
            cells++;
        }

        statistic.ShouldBeLessThan(OneInAMillion(cells - 1));
    }

    /// <summary>The probability of each (first, second) of two draws by weight without replacement, row-major.</summary>
    public static double[] PairProbabilities(IReadOnlyList<double> weights)
    {
        double sum = weights.Sum();
        return [.. from first in weights.Index() from second in weights.Index() select first.Index == second.Index ? 0 : first.Item / sum * second.Item / (sum - first.Item)];
    }

    // The quantile by Wilson and Hilferty; 4.753 is that of the normal distribution.
    private static double OneInAMillion(int freedom)
    {
        double spread = 2.0 / (9 * freedom);
        return freedom * Math.Pow(1 - spread + (4.753 * Math.Sqrt(spread)), 3);
    }
}
