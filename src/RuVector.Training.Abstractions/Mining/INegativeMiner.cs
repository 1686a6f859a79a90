namespace RuVector.Training;

/// <summary>Chooses negatives for every row of the relations.</summary>
/// <remarks>
/// <para>A miner returns what there is: never a positive, an ignored pair or the anchor itself, never a candidate twice, never padding. When there are fewer than asked for, the result says so.</para>
/// <para>A miner that compares negatives with a positive leaves a row without one empty and counts it in <see cref="MinedNegatives.RowsWithoutPositive"/>: a label that occurs once in a batch
/// is no reason to end a run.</para>
/// <para>Random choices are keyed by (seed, step, row): they do not depend on threads or call order, and differ from step to step.</para>
/// <para>Thread safety: a miner is immutable and may be called from many threads at once, unless its documentation says that it belongs to one run.</para>
/// </remarks>
public interface INegativeMiner
{
    /// <summary>Mines one batch.</summary>
    /// <param name="request">Anchors, candidates, relations, and how many negatives are wanted.</param>
    /// <param name="result">Overwritten with the choices, a row for each row of the relations; its memory is reused.</param>
    /// <exception cref="NonFiniteValueException">An anchor holds NaN or an infinity; the result is left without rows. Candidates that do are left out and counted.</exception>
    /// <exception cref="InvalidOperationException">The miner was told to accept no shortage, and there is one; the result holds what was found.</exception>
    void Mine(in MiningRequest request, MinedNegatives result);
}
