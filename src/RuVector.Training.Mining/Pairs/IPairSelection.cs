namespace RuVector.Training.Mining;

/// <summary>What a pair miner does with one row; a pure function without state.</summary>
internal interface IPairSelection
{
    /// <summary>Chooses positives.</summary>
    /// <param name="row">The row.</param>
    /// <param name="chosen">Overwritten with positions in <see cref="PairRow.Positives"/>, ascending.</param>
    /// <returns>How many were chosen.</returns>
    int SelectPositives(in PairRow row, Span<int> chosen);

    /// <summary>Chooses negatives.</summary>
    /// <param name="row">The row.</param>
    /// <param name="chosen">Overwritten with positions in <see cref="PairRow.Negatives"/>, ascending.</param>
    /// <returns>How many were chosen.</returns>
    int SelectNegatives(in PairRow row, Span<int> chosen);
}
