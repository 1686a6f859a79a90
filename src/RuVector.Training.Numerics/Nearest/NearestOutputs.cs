namespace RuVector.Training.Numerics;

/// <summary>Where a search writes what it found.</summary>
/// <param name="indices">Indices, the wanted number for each query.</param>
/// <param name="scores">Scores, likewise.</param>
/// <param name="counts">How many were found for each query, or empty.</param>
/// <param name="count">The wanted number for each query.</param>
internal readonly ref struct NearestOutputs(Span<int> indices, Span<float> scores, Span<int> counts, int count)
{
    private readonly Span<int> _indices = indices;
    private readonly Span<float> _scores = scores;
    private readonly Span<int> _counts = counts;

    public Span<int> IndicesOf(int query) => _indices.Slice(query * count, count);

    public Span<float> ScoresOf(int query) => _scores.Slice(query * count, count);

    public void SetCount(int query, int found)
    {
        if (!_counts.IsEmpty)
        {
            _counts[query] = found;
        }
    }
}
