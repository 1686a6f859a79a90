namespace RuVector.Training;

/// <summary>What a miner is asked: anchors <c>[N, D]</c>, candidates <c>[M, D]</c>, which pairs are admissible, how many to choose.</summary>
public readonly ref struct MiningRequest
{
    /// <summary>Creates a request.</summary>
    /// <param name="anchors">Shape <c>[N, D]</c>.</param>
    /// <param name="candidates">Shape <c>[M, D]</c>.</param>
    /// <param name="relations">Relations of N anchors and M candidates; the miner chooses among their negatives.</param>
    /// <param name="negativesPerAnchor">Number of negatives wanted in each row, 0 or more.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="negativesPerAnchor"/> is negative.</exception>
    public MiningRequest(ReadOnlyMatrixSpan anchors, ReadOnlyMatrixSpan candidates, PairRelations relations, int negativesPerAnchor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(negativesPerAnchor);
        ContrastiveBatch batch = new(anchors, candidates, relations);
        Anchors = batch.Anchors;
        Candidates = batch.Candidates;
        Relations = batch.Relations;
        NegativesPerAnchor = negativesPerAnchor;
    }

    /// <summary>Gets the anchors, shape <c>[N, D]</c>.</summary>
    public ReadOnlyMatrixSpan Anchors { get; }

    /// <summary>Gets the candidates, shape <c>[M, D]</c>.</summary>
    public ReadOnlyMatrixSpan Candidates { get; }

    /// <summary>Gets which pairs are admissible: the negatives of the relations.</summary>
    public PairRelations Relations { get; }

    /// <summary>Gets the number of negatives wanted in each row.</summary>
    public int NegativesPerAnchor { get; }

    /// <summary>Gets the seed of random choices.</summary>
    public ulong Seed { get; init; }

    /// <summary>Gets the step of the run, so that every step chooses anew.</summary>
    public long Step { get; init; }
}
