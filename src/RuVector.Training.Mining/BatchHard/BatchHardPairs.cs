namespace RuVector.Training.Mining;

/// <summary>The farthest positive and the closest negative of a row.</summary>
internal readonly struct BatchHardPairs : IPairSelection
{
    public int SelectPositives(in PairRow row, Span<int> chosen) => CopyFirst(row.FarthestPositivePosition, chosen);

    public int SelectNegatives(in PairRow row, Span<int> chosen) => CopyFirst(row.ClosestNegativePosition, chosen);

    private static int CopyFirst(int position, Span<int> chosen)
    {
        if (position < 0)
        {
            return 0;
        }

        chosen[0] = position;
        return 1;
    }
}
