namespace RuVector.Training.Mining;

/// <summary>What a miner does with one row; everything else is the same for all miners.</summary>
/// <remarks>A pure function without state; implement it as a readonly struct.</remarks>
internal interface ISelection
{
    /// <summary>Gets a value indicating whether rows without a positive are left empty.</summary>
    bool NeedsPositive { get; }

    /// <summary>Chooses negatives of one row.</summary>
    /// <param name="row">The candidates; only those in <see cref="CandidateRow.Window"/> may be chosen.</param>
    /// <param name="chosen">Overwritten with positions in <see cref="CandidateRow.Scores"/>, each at most once, in the miner's order.</param>
    /// <returns>How many were chosen.</returns>
    Selected Select(in CandidateRow row, Span<int> chosen);
}
