namespace RuVector.Training;

/// <summary>Chooses negatives for every row of the relations.</summary>
/// <remarks>
/// <para>A miner returns what there is: never a positive, an ignored pair or the anchor itself, never a candidate twice, never padding. When there are fewer than asked for, the result says so.</para>
/// <para>Random choices are keyed by (seed, step, row): they do not depend on threads or call order, and differ from step to step.</para>
/// <para>Thread safety: a miner is immutable and may be called from many threads at once, unless its documentation says that it belongs to one run.</para>
/// </remarks>
public interface INegativeMiner
{
    /// <summary>Mines one batch.</summary>
    /// <param name="request">Anchors, candidates, relations, and how many negatives are wanted.</param>
    /// <param name="result">Overwritten with the choices, a row for each row of the relations; its memory is reused.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or the miner needs a positive and a row has none listed.</exception>
    /// <exception cref="NonFiniteValueException">An anchor holds NaN or an infinity. Candidates that do are left out and counted.</exception>
    void Mine(in MiningRequest request, MinedNegatives result);
}
