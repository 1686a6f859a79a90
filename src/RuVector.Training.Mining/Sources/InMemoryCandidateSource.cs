using RuVector.Training.Numerics;

namespace RuVector.Training.Mining;

/// <summary>An exact search among vectors in memory.</summary>
/// <remarks>
/// <para>Exact as <see cref="NearestRows"/> is: the result of scoring and sorting all, of equal scores the lower row first. The work is done on a thread of the pool, some queries at a time; a search is ended
/// between two of those parts.</para>
/// <para>The vectors are not copied: they must not change. Immutable and thread safe.</para>
/// </remarks>
public sealed class InMemoryCandidateSource : ICandidateSource
{
    /// <summary>Queries that are searched between two looks at the token: enough that preparing the candidates costs little.</summary>
    private const int QueriesPerPart = 256;

    private readonly ReadOnlyMemory<float> _vectors;
    private readonly long[] _ids;
    private readonly Dictionary<long, int> _rows;

    /// <summary>Creates the source.</summary>
    /// <param name="vectors">Finite vectors, <c>[N, D]</c>, row-major; not copied.</param>
    /// <param name="dimension">D, 1 or more.</param>
    /// <param name="ids">The id of each vector, <c>[N]</c>, each once; copied.</param>
    /// <param name="measure">How a query and a candidate are compared; not <see cref="ScoreMeasure.UnitEuclidean"/>, which ranks as the cosine does.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or an id occurs twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dimension"/> is less than 1, or the measure is none of those.</exception>
    /// <exception cref="NonFiniteValueException">A vector holds NaN or an infinity.</exception>
    public InMemoryCandidateSource(ReadOnlyMemory<float> vectors, int dimension, ReadOnlySpan<long> ids, ScoreMeasure measure = ScoreMeasure.Cosine)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        MiningGuard.CheckDefined(measure, nameof(measure));
        MiningGuard.CheckRange(measure != ScoreMeasure.UnitEuclidean, "Cosine, Dot, Euclidean or SquaredEuclidean", measure, nameof(measure));
        if (vectors.Length != (long)ids.Length * dimension)
        {
            throw new ArgumentException($"Expected {(long)ids.Length * dimension} values, {dimension} for each of {ids.Length} ids, but got {vectors.Length}.", nameof(vectors));
        }

        (_vectors, Dimension, Measure, _ids) = (vectors, dimension, measure, ids.ToArray());
        FiniteRows.Require(Candidates, nameof(vectors));
        _rows = new Dictionary<long, int>(_ids.Length);
        for (int row = 0; row < _ids.Length; row++)
        {
            if (!_rows.TryAdd(_ids[row], row))
            {
                throw new ArgumentException($"Expected each id once, but rows {_rows[_ids[row]]} and {row} have the id {_ids[row]}.", nameof(ids));
            }
        }
    }

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <inheritdoc/>
    public ScoreMeasure Measure { get; }

    /// <summary>Gets the number of vectors.</summary>
    public int Count => _ids.Length;

    private ReadOnlyMatrixSpan Candidates => new(_vectors.Span, _vectors.Length / Dimension, Dimension);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ScoredId[]>> SearchAsync(IReadOnlyList<CandidateQuery> queries, int count, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        for (int query = 0; query < queries.Count; query++)
        {
            if (queries[query].Vector.Length != Dimension)
            {
                throw new ArgumentException($"Expected vectors of dimension {Dimension}, as the source has, but query {query} has {queries[query].Vector.Length}.", nameof(queries));
            }

            if (!FiniteRows.AreAllFinite(queries[query].Vector.Span))
            {
                FiniteRows.Refuse(queries[query].Vector.Span, query, nameof(queries));
            }
        }

        return Task.Run<IReadOnlyList<ScoredId[]>>(() => Search(queries, count, cancellationToken), cancellationToken);
    }

    private ScoredId[][] Search(IReadOnlyList<CandidateQuery> queries, int count, CancellationToken cancellationToken)
    {
        ScoredId[][] found = new ScoredId[queries.Count][];
        int width = Math.Min(count, Math.Max(1, _ids.Length));
        for (int first = 0; first < found.Length; first += QueriesPerPart)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SearchPart(queries, found.AsSpan(first, Math.Min(QueriesPerPart, found.Length - first)), first, width);
        }

        return found;
    }

    private void SearchPart(IReadOnlyList<CandidateQuery> queries, Span<ScoredId[]> found, int first, int width)
    {
        using RentedArray<float> vectors = new(checked(found.Length * Dimension)), scores = new(checked(found.Length * width));
        using RentedArray<int> indices = new(checked(found.Length * width)), counts = new(found.Length);
        IndexLists exclusions = new();
        for (int i = 0; i < found.Length; i++)
        {
            CandidateQuery query = queries[first + i];
            query.Vector.Span.CopyTo(vectors.Span.Slice(i * Dimension, Dimension));
            exclusions.AddRow([.. query.ExcludedIds.Where(_rows.ContainsKey).Select(id => _rows[id])]);
        }

        NearestRows.Find(new ReadOnlyMatrixSpan(vectors.Span, found.Length, Dimension), Candidates, Measure, width, exclusions, indices.Span, scores.Span, counts.Span);
        for (int i = 0; i < found.Length; i++)
        {
            found[i] = new ScoredId[counts.Span[i]];
            for (int k = 0; k < found[i].Length; k++)
            {
                found[i][k] = new ScoredId(_ids[indices.Span[(i * width) + k]], scores.Span[(i * width) + k]);
            }
        }
    }
}
