namespace RuVector.Training.Mining;

/// <summary>An anchor that negatives are mined for from a source.</summary>
public sealed record SourceAnchor
{
    /// <summary>Gets the vector, <c>[D]</c>, of finite values.</summary>
    public required ReadOnlyMemory<float> Vector { get; init; }

    /// <summary>Gets the ids that are no negatives: the anchor's own, its positives, what shares their group.</summary>
    public IReadOnlyCollection<long> ExcludedIds { get; init; } = [];

    /// <summary>Gets the vectors of its positives, each <c>[D]</c>, of finite values; needed by margins, unless <see cref="PositiveScores"/> are given.</summary>
    public IReadOnlyList<ReadOnlyMemory<float>> Positives { get; init; } = [];

    /// <summary>Gets finite scores of further positives, in the measure of the source.</summary>
    public IReadOnlyList<float> PositiveScores { get; init; } = [];
}
