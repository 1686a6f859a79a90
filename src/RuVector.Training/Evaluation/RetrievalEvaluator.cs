using RuVector.Training.Numerics;

namespace RuVector.Training.Evaluation;

/// <summary>Ranks all documents for every query and tells how far up the right answers are.</summary>
/// <remarks>
/// <para>The rank of a query is that of its best gold document among all documents, the other gold and the ignored ones left out; 1 is best. A tie counts against the model, so a collapsed model gets the last rank.</para>
/// <para>Exact: every query is scored against every document by matrix products, a tile of queries at a time; memory is linear in queries plus documents.</para>
/// <para>A zero vector has cosine 0 with everything, and so ties; non-finite vectors are refused; a score that overflows to NaN counts against the model.</para>
/// </remarks>
public static class RetrievalEvaluator
{
    /// <summary>Evaluates queries against documents.</summary>
    /// <param name="queries">Shape <c>[N, D]</c>, at least one row.</param>
    /// <param name="documents">Shape <c>[M, D]</c>.</param>
    /// <param name="gold">For each query, the documents that answer it: at least one.</param>
    /// <param name="ignored">For each query, the documents that are not ranked; <see langword="null"/> when there are none.</param>
    /// <param name="measure">How pairs are scored; of a distance, less is better.</param>
    /// <returns>The rank of every query, and figures over them.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, there is no query, a query has no gold, or a document is gold and ignored.</exception>
    /// <exception cref="NonFiniteValueException">A vector holds NaN or an infinity.</exception>
    public static RetrievalResult Evaluate(
        ReadOnlyMatrixSpan queries, ReadOnlyMatrixSpan documents, IndexLists gold, IndexLists? ignored = null, ScoreMeasure measure = ScoreMeasure.Cosine)
    {
        ArgumentNullException.ThrowIfNull(gold);
        if (queries.Rows == 0 || gold.Count != queries.Rows)
        {
            throw new ArgumentException($"Expected at least one query and a gold list for each, but got {queries.Rows} queries and {gold.Count} lists.", nameof(gold));
        }

        for (int row = 0; row < gold.Count; row++)
        {
            if (gold[row].IsEmpty)
            {
                throw new ArgumentException($"Expected at least one gold document for each query, but query {row} has none.", nameof(gold));
            }
        }

        FiniteRows.Require(documents, nameof(documents));
        RankedPairs pairs = new(documents.Rows, gold, ignored, candidatesAreAnchors: false);
        RankVisitor visitor = new(new int[queries.Rows], Ranks.IsDistance(measure));
        ScoreEngine.Visit(new MiningRequest(queries, documents, pairs, negativesPerAnchor: 0), measure, ref visitor);
        return new RetrievalResult(visitor.Ranks);
    }

    private readonly struct RankVisitor(int[] ranks, bool isDistance) : IRowVisitor
    {
        public int[] Ranks { get; } = ranks;

        public void Visit(in ScoreRow row) =>
            Ranks[row.Row] = Evaluation.Ranks.Of(Evaluation.Ranks.Best(row.Positives, isDistance), row.Negatives, isDistance);
    }
}
