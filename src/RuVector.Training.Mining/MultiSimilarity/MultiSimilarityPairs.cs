namespace RuVector.Training.Mining;

/// <summary>The pairs of a row that are on the wrong side of the hardest pair of the other kind, or nearly so; none when the row lacks a kind.</summary>
internal readonly struct MultiSimilarityPairs(float epsilon) : IPairSelection
{
    public int SelectPositives(in PairRow row, Span<int> chosen) => row.CopyPositives(KeyWindow.Below(row.ClosestNegative + epsilon), chosen);

    public int SelectNegatives(in PairRow row, Span<int> chosen) => row.CopyNegatives(KeyWindow.Above(row.FarthestPositive - epsilon), chosen);
}
