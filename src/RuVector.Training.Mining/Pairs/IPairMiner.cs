namespace RuVector.Training.Mining;

/// <summary>Chooses positives and negatives for every row of a batch, such as the hardest of both.</summary>
/// <remarks>
/// <para>What was chosen becomes relations for a loss by <see cref="PairRelations.WithPairs"/>. Never an ignored pair or the anchor itself, never a candidate twice.</para>
/// <para>Thread safety: a miner is immutable and may be called from many threads at once.</para>
/// </remarks>
public interface IPairMiner
{
    /// <summary>Mines one batch.</summary>
    /// <param name="batch">Anchors, candidates, relations; weights have no part in it.</param>
    /// <param name="result">Overwritten with the choices, a row for each row of the relations; its memory is reused.</param>
    /// <exception cref="ArgumentException">The batch has no relations.</exception>
    /// <exception cref="NonFiniteValueException">An anchor holds NaN or an infinity; the result is left without rows. Candidates that do are left out and counted.</exception>
    void Mine(in ContrastiveBatch batch, MinedPairs result);
}
