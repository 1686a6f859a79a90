namespace RuVector.Training;

/// <summary>Chosen positives and negatives: for each row of some relations two lists of candidates with their scores.</summary>
/// <remarks>Reusable: a miner overwrites it and allocates only when it must grow. Not thread safe while it is being filled.</remarks>
public sealed class MinedPairs
{
    /// <summary>Gets the chosen positives of each row, ascending, with their scores as values.</summary>
    public IndexLists Positives { get; } = new();

    /// <summary>Gets the chosen negatives of each row, ascending, with their scores as values.</summary>
    public IndexLists Negatives { get; } = new();

    /// <summary>Gets or sets the number of candidates left out because they hold NaN or an infinity.</summary>
    public int DroppedCandidates { get; set; }

    /// <summary>Gets or sets the number of pairs, over all rows, left out because their score is not finite.</summary>
    public long DroppedPairs { get; set; }

    /// <summary>Removes all rows, sets all counts to 0 and keeps the memory.</summary>
    public void Reset()
    {
        Positives.Clear();
        Negatives.Clear();
        (DroppedCandidates, DroppedPairs) = (0, 0);
    }
}
