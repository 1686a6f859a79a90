using RuVector.Training.Numerics;

namespace RuVector.Training.Evaluation;

/// <summary>Tells how sure a gain in MRR is: resamples the queries and looks at how much the gain moves.</summary>
/// <remarks>
/// <para>Each resample draws as many queries as there are, with replacement, and takes the mean of <c>1/after - 1/before</c> over them; both sides see the same queries.
/// The interval lies between the percentiles of these means, linearly interpolated.</para>
/// <para>The same seed gives the same interval on every machine. Source: Efron, Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13.</para>
/// </remarks>
public static class PairedBootstrap
{
    /// <summary>Compares the ranks of the same queries before and after.</summary>
    /// <param name="before">Rank of each query before, 1 or more.</param>
    /// <param name="after">Rank of each query after, 1 or more.</param>
    /// <param name="seed">Seed of the resampling.</param>
    /// <param name="resamples">Number of resamples, 1 or more.</param>
    /// <param name="confidence">Share of the resamples inside the interval, in (0, 1).</param>
    /// <returns>The gain and its interval.</returns>
    /// <exception cref="ArgumentException">There is no query, or the numbers of ranks differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A rank or a setting is out of its range.</exception>
    public static GainInterval Compare(ReadOnlySpan<int> before, ReadOnlySpan<int> after, ulong seed, int resamples = 2000, double confidence = 0.95)
    {
        if (before.Length != after.Length || before.IsEmpty)
        {
            throw new ArgumentException($"Expected ranks of the same queries, at least one, but got {before.Length} before and {after.Length} after.", nameof(after));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        if (!(confidence > 0 && confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, FormattableString.Invariant($"Expected a share between 0 and 1, but got {confidence}."));
        }

        double[] gains = new double[before.Length];
        (int better, int worse) = (0, 0);
        for (int i = 0; i < gains.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(before[i], 1, nameof(before));
            ArgumentOutOfRangeException.ThrowIfLessThan(after[i], 1, nameof(after));
            gains[i] = (1.0 / after[i]) - (1.0 / before[i]);
            better += after[i] < before[i] ? 1 : 0;
            worse += after[i] > before[i] ? 1 : 0;
        }

        double[] means = Resample(gains, seed, resamples);
        double tail = (1 - confidence) / 2;
        return new GainInterval(gains.Sum() / gains.Length, Percentiles.Of(means, tail), Percentiles.Of(means, 1 - tail), confidence, resamples)
        {
            Better = better,
            Worse = worse,
            Same = gains.Length - better - worse,
        };
    }

    private static double[] Resample(double[] gains, ulong seed, int resamples)
    {
        double[] means = new double[resamples];
        for (int i = 0; i < resamples; i++)
        {
            KeyedRandom random = new(seed, RandomPurpose.Bootstrap, step: i);
            double sum = 0;
            for (int draw = 0; draw < gains.Length; draw++)
            {
                sum += gains[random.NextInt32(gains.Length)];
            }

            means[i] = sum / gains.Length;
        }

        Array.Sort(means);
        return means;
    }
}
