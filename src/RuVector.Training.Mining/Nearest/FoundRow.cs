namespace RuVector.Training.Mining;

/// <summary>The hardest candidates of one row, and which of them the filters keep: known without the scores of the others, or not.</summary>
internal readonly ref struct FoundRow
{
    /// <summary>Gets the scores of the hardest candidates, hardest first.</summary>
    public required ReadOnlySpan<float> Scores { get; init; }

    /// <summary>Gets the number of all candidates of the row.</summary>
    public required int Candidates { get; init; }

    public required ScoreOrder Order { get; init; }

    /// <summary>Finds the run of candidates that the filters keep.</summary>
    /// <param name="filter">The filters.</param>
    /// <param name="window">The scores that they keep in this row.</param>
    /// <param name="most">How many candidates are wanted.</param>
    /// <param name="start">Receives the place of the first one that is kept.</param>
    /// <param name="kept">Receives how many are kept of all; they follow each other.</param>
    /// <returns>Whether both are known, and the wanted candidates are among those found.</returns>
    public bool TryChoose(FalseNegativeFilter filter, KeyWindow window, int most, out int start, out int kept)
    {
        int closer = CountUntil(window.First, hasBound: window.First > KeyWindow.Finite.First);
        int end = window.Last < KeyWindow.Finite.Last ? CountUntil(window.Last + 1, hasBound: true) : Candidates;
        bool knowsEnd = end < Scores.Length || end == Candidates || filter.RankEnd <= Scores.Length;
        start = Math.Max(closer, filter.RankStart);
        kept = Math.Max(0, Math.Min(end, filter.RankEnd) - start);
        return knowsEnd && start + Math.Min(most, kept) <= Scores.Length;
    }

    /// <summary>Counts the found candidates before a key.</summary>
    private int CountUntil(ulong key, bool hasBound)
    {
        (int low, int high) = (0, hasBound ? Scores.Length : 0);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = Order.KeyOf(Scores[middle], 0) < key ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
