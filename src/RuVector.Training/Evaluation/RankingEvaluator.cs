using RuVector.Training.Numerics;

namespace RuVector.Training.Evaluation;

/// <summary>Searches the best documents of every query and scores the rankings: accuracy, precision, recall, MRR, MAP and nDCG at several cut-offs.</summary>
/// <remarks>
/// <para>Exact: <see cref="NearestRows"/> finds as many documents as the largest cut-off asks for. Of equal scores the document of lower index comes first, as a search index would answer;
/// <see cref="RetrievalEvaluator"/>, in contrast, counts a tie against the model. The two agree where no score occurs twice.</para>
/// <para>A query without gold has no scores: it is left out of the means and counted. <see cref="RankingMetrics"/> has the formulas.</para>
/// </remarks>
public static class RankingEvaluator
{
    /// <summary>Evaluates queries against documents.</summary>
    /// <param name="queries">Shape <c>[N, D]</c>.</param>
    /// <param name="documents">Shape <c>[M, D]</c>.</param>
    /// <param name="gold">For each query, the documents that answer it.</param>
    /// <param name="cutoffs">How many of the first ranks count, k, each 1 or more; at least one.</param>
    /// <param name="ignored">For each query, the documents that are not ranked; <see langword="null"/> when there are none.</param>
    /// <param name="measure">How pairs are scored; of a distance, less is better.</param>
    /// <returns>The means over the queries, by cut-off.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, there is no cut-off, or a document is gold and ignored.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A cut-off is less than 1.</exception>
    /// <exception cref="NonFiniteValueException">A vector holds NaN or an infinity.</exception>
    public static IReadOnlyDictionary<int, RankingSummary> Evaluate(
        ReadOnlyMatrixSpan queries,
        ReadOnlyMatrixSpan documents,
        IndexLists gold,
        ReadOnlySpan<int> cutoffs,
        IndexLists? ignored = null,
        ScoreMeasure measure = ScoreMeasure.Cosine)
    {
        ArgumentNullException.ThrowIfNull(gold);
        if (gold.Count != queries.Rows || cutoffs.IsEmpty)
        {
            throw new ArgumentException($"Expected a gold list for each of {queries.Rows} queries and at least one cut-off, but got {gold.Count} lists and {cutoffs.Length} cut-offs.", nameof(gold));
        }

        RankedPairs.CheckLists(documents.Rows, gold, ignored);
        int most = Math.Max(1, Math.Min(Largest(cutoffs), documents.Rows));
        int[] found = new int[checked(queries.Rows * most)];
        int[] counts = new int[queries.Rows];
        using (RentedArray<float> scores = new(found.Length))
        {
            NearestRows.Find(queries, documents, measure == ScoreMeasure.UnitEuclidean ? ScoreMeasure.Cosine : measure, most, ignored, found, scores.Span, counts);
        }

        SortedDictionary<int, RankingSummary> summaries = [];
        foreach (int cutoff in cutoffs)
        {
            summaries[cutoff] = Average(found, counts, most, gold, cutoff);
        }

        return summaries;
    }

    private static int Largest(ReadOnlySpan<int> cutoffs)
    {
        int most = 0;
        foreach (int cutoff in cutoffs)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(cutoff, 1, nameof(cutoffs));
            most = Math.Max(most, cutoff);
        }

        return most;
    }

    private static RankingSummary Average(int[] found, int[] counts, int most, IndexLists gold, int cutoff)
    {
        RankingScores?[] ofQueries = new RankingScores?[counts.Length];
        for (int query = 0; query < counts.Length; query++)
        {
            ofQueries[query] = RankingMetrics.Score(found.AsSpan(query * most, counts[query]), gold[query], cutoff);
        }

        return RankingMetrics.Average(ofQueries);
    }
}
