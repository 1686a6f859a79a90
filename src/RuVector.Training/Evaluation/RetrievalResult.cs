using System.Collections.Immutable;

namespace RuVector.Training.Evaluation;

/// <summary>The rank of every query, and figures over them.</summary>
/// <remarks>Immutable.</remarks>
public sealed class RetrievalResult
{
    /// <summary>Creates a result.</summary>
    /// <param name="ranks">Rank of each query, 1 or more; at least one.</param>
    /// <exception cref="ArgumentException">There is no rank.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A rank is less than 1.</exception>
    public RetrievalResult(params ReadOnlySpan<int> ranks)
    {
        if (ranks.IsEmpty)
        {
            throw new ArgumentException("Expected at least one rank, but got none.", nameof(ranks));
        }

        double sum = 0;
        foreach (int rank in ranks)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1, nameof(ranks));
            sum += 1.0 / rank;
        }

        int[] sorted = ranks.ToArray();
        Array.Sort(sorted);
        Ranks = [.. ranks];
        MeanReciprocalRank = sum / ranks.Length;
        MedianRank = Percentiles.Of(sorted, 0.5);
    }

    /// <summary>Gets the rank of each query, 1 or more.</summary>
    public ImmutableArray<int> Ranks { get; }

    /// <summary>Gets the mean of 1 / rank, MRR, in (0, 1].</summary>
    public double MeanReciprocalRank { get; }

    /// <summary>Gets the median rank; the mean of the two middle ones when their number is even.</summary>
    public double MedianRank { get; }

    /// <summary>Computes the share of queries whose answer is among the first k.</summary>
    /// <param name="k">1 or more.</param>
    /// <returns>The share of ranks of at most k, in [0, 1].</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is less than 1.</exception>
    public double AccuracyAt(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return Ranks.Count(rank => rank <= k) / (double)Ranks.Length;
    }
}
