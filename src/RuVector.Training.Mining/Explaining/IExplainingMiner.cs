namespace RuVector.Training.Mining;

/// <summary>A miner that says of every candidate of a row why it was chosen or not; all miners of this package do.</summary>
/// <remarks>Nothing is recorded while mining: a choice depends on the request alone, so it is made again for the row that is asked about. Mining costs the same whether anyone asks or not.</remarks>
public interface IExplainingMiner : INegativeMiner
{
    /// <summary>Explains the choice in one row.</summary>
    /// <param name="request">The request that was mined, with its seed and step.</param>
    /// <param name="row">The row of its relations.</param>
    /// <param name="verdicts">Overwritten with a verdict for each candidate, <c>[M]</c>. Where several reasons hold, the first one in this order: what the relations say, values and scores that are not finite, a row
    /// without a positive, the largest and the smallest score, the absolute and the relative margin, ranks.</param>
    /// <exception cref="ArgumentException">The request is empty, or there is not room for a verdict for each candidate.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="NonFiniteValueException">An anchor holds NaN or an infinity.</exception>
    void Explain(in MiningRequest request, int row, Span<CandidateVerdict> verdicts);
}
