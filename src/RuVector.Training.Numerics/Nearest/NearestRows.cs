namespace RuVector.Training.Numerics;

/// <summary>Finds the best candidates of each query, exactly.</summary>
/// <remarks>
/// <para>The best are those of highest cosine or dot product, or of smallest distance; of equal scores the candidate of lower index is the better one. The result is that of
/// computing and sorting all float32 scores: unit rows by <see cref="UnitRows"/> for cosine, products by <see cref="MatrixProduct"/>, distances by a sum in double of squared
/// differences. The scores are never stored, though: a bound that rounding cannot break rules nearly all candidates out, from products of integers where the machine has them, and only
/// the others are scored.</para>
/// <para>A zero row has cosine 0 with everything. A dot product that overflows is an infinity, or NaN when both infinities meet, which is worse than any number.</para>
/// <para>Thread safe; see <see cref="ComputeThreads"/>. Results have the same bits for every number of threads. No call allocates after the first of its size.</para>
/// </remarks>
public static unsafe class NearestRows
{
    /// <summary>Finds the <paramref name="count"/> best candidates of each query.</summary>
    /// <param name="queries">Finite rows, shape <c>[Q, D]</c>.</param>
    /// <param name="candidates">Finite rows, shape <c>[N, D]</c>; may be the queries.</param>
    /// <param name="measure">How a query and a candidate are compared; not by <see cref="ScoreMeasure.UnitEuclidean"/>, which ranks as the cosine does.</param>
    /// <param name="count">How many candidates each query gets, k: 1 or more, also more than there are.</param>
    /// <param name="exclusions">For each query the candidates that it must not get, <c>[Q]</c> (itself, its positives), or <see langword="null"/>; indices of no candidate exclude nothing.</param>
    /// <param name="indices">Overwritten with the candidates of each query, best first, <c>[Q, k]</c>; -1 where there are no more.</param>
    /// <param name="scores">Overwritten with their scores, <c>[Q, k]</c>; NaN where there are no more.</param>
    /// <param name="counts">Overwritten with the number of candidates found for each query, <c>[Q]</c>; or empty.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other, or the scores overlap the queries or the candidates; nothing was written.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1, or the measure is none of those; nothing was written.</exception>
    /// <exception cref="NonFiniteValueException">A query or a candidate holds NaN or an infinity; nothing was written.</exception>
    public static void Find(
        ReadOnlyMatrixSpan queries, ReadOnlyMatrixSpan candidates, ScoreMeasure measure, int count, IndexLists? exclusions, Span<int> indices, Span<float> scores, Span<int> counts = default)
    {
        CheckSettings(queries, candidates, measure, count);
        if (exclusions is not null && exclusions.Count != queries.Rows)
        {
            throw new ArgumentException($"Expected {queries.Rows} lists of exclusions, one for each query, but got {exclusions.Count}.", nameof(exclusions));
        }

        Find(queries, candidates, measure, count, new NearestExclusions(exclusions), default, indices, scores, counts);
    }

    /// <inheritdoc cref="Find(ReadOnlyMatrixSpan, ReadOnlyMatrixSpan, ScoreMeasure, int, IndexLists?, Span{int}, Span{float}, Span{int})"/>
    internal static void Find(
        ReadOnlyMatrixSpan queries,
        ReadOnlyMatrixSpan candidates,
        ScoreMeasure measure,
        int count,
        NearestExclusions exclusions,
        NearestLimits limits,
        Span<int> indices,
        Span<float> scores,
        Span<int> counts)
    {
        CheckSettings(queries, candidates, measure, count);
        CheckLengths(queries.Rows, count, indices.Length, scores.Length, counts.Length);
        if (scores.Overlaps(queries.Values) || scores.Overlaps(candidates.Values))
        {
            throw new ArgumentException("Expected scores that overlap neither the queries nor the candidates.", nameof(scores));
        }

        FiniteRows.Require(queries, nameof(queries));
        if (queries.Rows == 0 || candidates.Rows == 0)
        {
            FiniteRows.Require(candidates, nameof(candidates));
            indices.Fill(-1);
            scores.Fill(float.NaN);
            counts.Clear();
            limits.Counts.Clear();
            return;
        }

        fixed (float* queryStart = queries.Values, candidateStart = candidates.Values, limitStart = limits.Closeness)
        fixed (int* limitCounts = limits.Counts)
        {
            NearestTask task = new(queryStart, candidateStart, queries, candidates, measure, Math.Min(count, candidates.Rows), exclusions, limits.PerQuery, limitStart, limitCounts);
            NearestSearch.Run(task, new NearestOutputs(indices, scores, counts, count));
        }
    }

    /// <summary>Scores some candidates of one query with the bits that the search gives them.</summary>
    /// <param name="query">A finite vector, <c>[D]</c>.</param>
    /// <param name="candidates">Finite rows, shape <c>[N, D]</c>.</param>
    /// <param name="measure">A measure of the search.</param>
    /// <param name="indices">Which candidates.</param>
    /// <param name="scores">Overwritten with their scores.</param>
    internal static void Score(ReadOnlySpan<float> query, ReadOnlyMatrixSpan candidates, ScoreMeasure measure, ReadOnlySpan<int> indices, Span<float> scores)
    {
        bool usesUnits = measure == ScoreMeasure.Cosine, isProduct = PairMeasure.IsProduct(measure);
        using RentedArray<float> units = new(usesUnits ? 2 * query.Length : 0);
        double length = 0;
        if (usesUnits)
        {
            UnitRows.Normalize(ReadOnlyMatrixSpan.FromRow(query), new MatrixSpan(units.Span[..query.Length], 1, query.Length), new Span<double>(ref length));
            query = units.Span[..query.Length];
        }

        for (int i = 0; i < indices.Length; i++)
        {
            ReadOnlySpan<float> candidate = candidates[indices[i]];
            if (usesUnits)
            {
                Span<float> unit = units.Span[query.Length..];
                UnitRows.Normalize(ReadOnlyMatrixSpan.FromRow(candidate), new MatrixSpan(unit, 1, query.Length), new Span<double>(ref length));
                candidate = unit;
            }

            if (isProduct)
            {
                MatrixProduct.MultiplyTransposed(ReadOnlyMatrixSpan.FromRow(query), ReadOnlyMatrixSpan.FromRow(candidate), new MatrixSpan(scores.Slice(i, 1), 1, 1));
            }
            else
            {
                scores[i] = PairMeasure.Score(measure, query, candidate);
            }
        }
    }

    private static void CheckSettings(ReadOnlyMatrixSpan queries, ReadOnlyMatrixSpan candidates, ScoreMeasure measure, int count)
    {
        if (candidates.Columns != queries.Columns)
        {
            throw new ArgumentException($"Expected candidates of dimension {queries.Columns}, as the queries have, but got {candidates.Columns}.", nameof(candidates));
        }

        if (measure is not (ScoreMeasure.Cosine or ScoreMeasure.Dot or ScoreMeasure.Euclidean or ScoreMeasure.SquaredEuclidean))
        {
            throw new ArgumentOutOfRangeException(nameof(measure), measure, $"Expected Cosine, Dot, Euclidean or SquaredEuclidean, but got {measure}. UnitEuclidean ranks as Cosine does.");
        }

        if (count < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"Expected a count of at least 1, but got {count}.");
        }
    }

    private static void CheckLengths(int queries, int count, int indices, int scores, int counts)
    {
        long results = (long)queries * count;
        if (indices != results)
        {
            throw new ArgumentException($"Expected room for {results} indices, {count} for each of {queries} queries, but got {indices}.", nameof(indices));
        }

        if (scores != results)
        {
            throw new ArgumentException($"Expected room for {results} scores, {count} for each of {queries} queries, but got {scores}.", nameof(scores));
        }

        if (counts != 0 && counts != queries)
        {
            throw new ArgumentException($"Expected room for {queries} counts, one for each query, or for none, but got {counts}.", nameof(counts));
        }
    }
}
