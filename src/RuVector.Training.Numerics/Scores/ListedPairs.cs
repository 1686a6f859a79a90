namespace RuVector.Training.Numerics;

/// <summary>The pairs of one row outside the shared range, with the derivative by each of their scores.</summary>
/// <param name="candidates">Room for the candidates.</param>
/// <param name="derivatives">Room for the derivatives.</param>
/// <param name="count">The number of pairs there are.</param>
internal readonly ref struct ListedPairs(Span<int> candidates, Span<float> derivatives, ref int count)
{
    private readonly Span<int> _candidates = candidates;
    private readonly Span<float> _derivatives = derivatives;
    private readonly ref int _count = ref count;

    public ReadOnlySpan<int> Candidates => _candidates[.._count];

    public ReadOnlySpan<float> Derivatives => _derivatives[.._count];

    public void Clear() => _count = 0;

    public void Add(int candidate, float derivative)
    {
        _candidates[_count] = candidate;
        _derivatives[_count++] = derivative;
    }
}
