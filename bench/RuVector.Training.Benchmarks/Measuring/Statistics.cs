namespace RuVector.Training.Benchmarks;

/// <summary>What is quoted of many samples.</summary>
internal static class Statistics
{
    private const int FewestKept = 3;

    /// <summary>The median time of the undisturbed samples; of all when fewer than three are, or when several threads work, as another thread's time is then not known.</summary>
    public static double Median(IReadOnlyCollection<Sample> samples, int threads)
    {
        double[] kept = [.. samples.Where(sample => threads > 1 || sample.Undisturbed).Select(sample => sample.Seconds)];
        return Quantile(kept.Length >= FewestKept ? kept : [.. samples.Select(sample => sample.Seconds)], 0.5);
    }

    /// <summary>The value below which such a share of the values lies.</summary>
    public static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
    }
}
