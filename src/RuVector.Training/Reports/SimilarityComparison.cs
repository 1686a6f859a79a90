using RuVector.Training.Evaluation;

namespace RuVector.Training.Reports;

/// <summary>How similar queries are to right and to wrong answers before and after training.</summary>
/// <param name="Split">What it was measured on: "valid", "test".</param>
/// <param name="Before">The similarities of the untrained start.</param>
/// <param name="After">The similarities of the trained model.</param>
public sealed record SimilarityComparison(string Split, SimilarityResult Before, SimilarityResult After);
