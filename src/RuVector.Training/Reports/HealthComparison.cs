using RuVector.Training.Evaluation;

namespace RuVector.Training.Reports;

/// <summary>How embeddings spread out before and after training.</summary>
/// <param name="Of">Which embeddings: "test queries".</param>
/// <param name="Before">The indicators of the untrained start.</param>
/// <param name="After">The indicators of the trained model.</param>
public sealed record HealthComparison(string Of, EmbeddingHealth Before, EmbeddingHealth After);
