namespace RuVector.Training.Mining;

/// <summary>One query of a search for candidates.</summary>
public sealed record CandidateQuery
{
    /// <summary>Gets the vector, <c>[D]</c>, of finite values.</summary>
    public required ReadOnlyMemory<float> Vector { get; init; }

    /// <summary>Gets the ids that must not be returned: the query's own, its right answers, what shares their group; ids that the source has not exclude nothing.</summary>
    public IReadOnlyCollection<long> ExcludedIds { get; init; } = [];
}
