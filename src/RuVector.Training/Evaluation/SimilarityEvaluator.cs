using RuVector.Training.Numerics;

namespace RuVector.Training.Evaluation;

/// <summary>Compares the cosines of queries and their gold documents with those of all other documents: alignment, histograms, margins.</summary>
/// <remarks>
/// <para>Exact, over all pairs, a tile of queries at a time. A zero vector has cosine 0 with everything.</para>
/// <para>Source of the alignment: Wang, Isola, "Understanding Contrastive Representation Learning through Alignment and Uniformity on the Hypersphere", 2020, with exponent 2.</para>
/// </remarks>
public static class SimilarityEvaluator
{
    /// <summary>Evaluates queries against documents.</summary>
    /// <param name="queries">Shape <c>[N, D]</c>.</param>
    /// <param name="documents">Shape <c>[M, D]</c>.</param>
    /// <param name="gold">For each query, the documents that answer it.</param>
    /// <param name="ignored">For each query, the documents that are not looked at; <see langword="null"/> when there are none.</param>
    /// <returns>Alignment, histograms, margins.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, or a document is gold and ignored.</exception>
    /// <exception cref="NonFiniteValueException">A vector holds NaN or an infinity.</exception>
    public static SimilarityResult Evaluate(ReadOnlyMatrixSpan queries, ReadOnlyMatrixSpan documents, IndexLists gold, IndexLists? ignored = null)
    {
        ArgumentNullException.ThrowIfNull(gold);
        if (gold.Count != queries.Rows)
        {
            throw new ArgumentException($"Expected a gold list for each of {queries.Rows} queries, but got {gold.Count} lists.", nameof(gold));
        }

        FiniteRows.Require(documents, nameof(documents));
        RankedPairs pairs = new(documents.Rows, gold, ignored, candidatesAreAnchors: false);
        CosineVisitor visitor = new();
        ScoreEngine.Visit(new MiningRequest(queries, documents, pairs, negativesPerAnchor: 0), ScoreMeasure.Cosine, ref visitor);
        SimilarityHistogram positives = visitor.Positives.ToHistogram();
        return new(positives.Count == 0 ? 0 : 2 - (2 * positives.Mean), positives, visitor.Negatives.ToHistogram(), ToStatistics(visitor.Margins, queries.Rows));
    }

    private static MarginStatistics ToStatistics(List<float> margins, int queries)
    {
        margins.Sort();
        return margins.Count == 0
            ? new(0, queries, 0, 0, 0, 0, 0)
            : new(
                margins.Count,
                queries - margins.Count,
                margins.Average(static margin => (double)margin),
                Percentiles.Of(margins, 0.25),
                Percentiles.Of(margins, 0.5),
                Percentiles.Of(margins, 0.75),
                margins.Count(static margin => margin > 0) / (double)margins.Count);
    }

    private readonly struct CosineVisitor() : IRowVisitor
    {
        public CosineCounter Positives { get; } = new();

        public CosineCounter Negatives { get; } = new();

        public List<float> Margins { get; } = [];

        public void Visit(in ScoreRow row)
        {
            Positives.Add(row.Positives);
            Negatives.Add(row.Negatives);
            if (row.Positives.Length > 0 && row.Negatives.Length > 0)
            {
                Margins.Add(Ranks.Best(row.Positives, isDistance: false) - Ranks.Best(row.Negatives, isDistance: false));
            }
        }
    }
}
