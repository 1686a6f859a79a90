namespace RuVector.Training.Evaluation;

/// <summary>How often cosines occur, in bins of equal width from -1 to 1.</summary>
/// <param name="Counts">Number of cosines in each of the <see cref="BinCount"/> bins, lowest first; a bin holds its lower edge, the last one 1 too.</param>
/// <param name="Mean">Mean of the cosines; 0 when there are none.</param>
public sealed record SimilarityHistogram(IReadOnlyList<long> Counts, double Mean)
{
    /// <summary>The number of bins.</summary>
    public const int BinCount = 40;

    /// <summary>Gets the number of cosines.</summary>
    public long Count => Counts.Sum();

    internal static int BinOf(float cosine) => Math.Clamp((int)((cosine + 1) * (BinCount / 2)), 0, BinCount - 1);
}
