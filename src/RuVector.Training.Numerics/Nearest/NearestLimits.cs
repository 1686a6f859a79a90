namespace RuVector.Training.Numerics;

/// <summary>How close the candidates of each query may be, and how many are closer.</summary>
/// <remarks>
/// Closeness is the score of a product, and a distance with its sign changed. Excluded candidates are not counted; with limits a score that is NaN is neither found nor counted.
/// </remarks>
internal readonly ref struct NearestLimits
{
    /// <summary>Gets the number of limits of each query: 0 for a search without any, else 1 to 3.</summary>
    public int PerQuery { get; init; }

    /// <summary>Gets closenesses, <c>[Q, limits]</c>: the first is the largest of what is looked for, the others only count; infinity for none.</summary>
    public ReadOnlySpan<float> Closeness { get; init; }

    /// <summary>Gets where the numbers of candidates go that are closer than each of those, <c>[Q, limits]</c>.</summary>
    public Span<int> Counts { get; init; }
}
