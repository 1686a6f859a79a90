namespace RuVector.Training.Mining.Tests;

/// <summary>A source that answers as it is told to, and remembers what it was asked for.</summary>
internal sealed class FakeSource(Func<IReadOnlyList<CandidateQuery>, int, CancellationToken, Task<IReadOnlyList<ScoredId[]>>> answer) : ICandidateSource
{
    public FakeSource(params ScoredId[] ranking)
        : this((queries, count, _) => Task.FromResult<IReadOnlyList<ScoredId[]>>([.. queries.Select(_ => ranking.Take(count).ToArray())]))
    {
    }

    public int Dimension => 2;

    public ScoreMeasure Measure { get; init; } = ScoreMeasure.Cosine;

    public List<(int Queries, int Count)> Asked { get; } = [];

    public Task<IReadOnlyList<ScoredId[]>> SearchAsync(IReadOnlyList<CandidateQuery> queries, int count, CancellationToken cancellationToken = default)
    {
        Asked.Add((queries.Count, count));
        return answer(queries, count, cancellationToken);
    }
}
