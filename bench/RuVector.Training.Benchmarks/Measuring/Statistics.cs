namespace RuVector.Training.Benchmarks;

/// <summary>What is quoted of many samples.</summary>
internal static class Statistics
{
    private const int FewestKept = 3;

    /// <summary>The median times of two things that are held against each other: of the undisturbed samples where both have three of them, else of all samples of both.</summary>
    /// <remarks>With several threads all count, as the other threads' time is not known.</remarks>
    public static (double First, double Second) Medians(IReadOnlyCollection<Sample> first, IReadOnlyCollection<Sample> second, int threads)
    {
        bool select = threads == 1 && Math.Min(first.Count(sample => sample.Undisturbed), second.Count(sample => sample.Undisturbed)) >= FewestKept;
        return (Median(first), Median(second));

        double Median(IReadOnlyCollection<Sample> samples) => Quantile(samples.Where(sample => !select || sample.Undisturbed).Select(sample => sample.Seconds), 0.5);
    }

    /// <summary>The median time of the same kind of samples of one thing alone.</summary>
    public static double Median(IReadOnlyCollection<Sample> samples, int threads) => Medians(samples, samples, threads).First;

    /// <summary>The value below which such a share of the values lies.</summary>
    public static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
    }
}
