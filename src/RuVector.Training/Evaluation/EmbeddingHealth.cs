namespace RuVector.Training.Evaluation;

/// <summary>Whether embeddings spread out or have collapsed; of unit vectors.</summary>
/// <remarks><see cref="HealthEvaluator"/> has the formulas.</remarks>
/// <param name="Rows">Number of vectors that were looked at.</param>
/// <param name="ZeroRows">Number of vectors left out because they are zero.</param>
/// <param name="Dimension">Dimension of the vectors.</param>
/// <param name="EffectiveRank">How many directions the vectors use, from 1 (all on one line) to the dimension; 0 without vectors.</param>
/// <param name="Uniformity">How evenly they cover the sphere, in [-8, 0]: 0 when all are the same, -4 when all are at right angles; less is better; 0 for fewer than two vectors.</param>
/// <param name="MeanLength">Length of the mean of the unit vectors, in [0, 1]: 0 around the origin, 1 when all are the same.</param>
public sealed record EmbeddingHealth(int Rows, int ZeroRows, int Dimension, double EffectiveRank, double Uniformity, double MeanLength);
