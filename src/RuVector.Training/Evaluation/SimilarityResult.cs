namespace RuVector.Training.Evaluation;

/// <summary>How similar queries are to their gold documents and to all others.</summary>
/// <param name="Alignment">Mean over the pairs of query and gold of <c>|u - v|^2 = 2 - 2 cosine</c>, in [0, 4]; less is better; 0 when there is no pair.</param>
/// <param name="Positives">Cosines of queries and their gold documents.</param>
/// <param name="Negatives">Cosines of queries and all other documents, but the ignored ones.</param>
/// <param name="Margins">By how much the best gold document beats the best other one.</param>
public sealed record SimilarityResult(double Alignment, SimilarityHistogram Positives, SimilarityHistogram Negatives, MarginStatistics Margins);
