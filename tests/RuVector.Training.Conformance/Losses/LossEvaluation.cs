namespace RuVector.Training.Conformance;

/// <summary>What a loss gave for one reduction of a case.</summary>
/// <param name="Value">The value.</param>
/// <param name="Gradients">The gradient of each input, row-major.</param>
/// <param name="Terms">The unreduced terms.</param>
internal sealed record LossEvaluation(double Value, IReadOnlyDictionary<string, float[]> Gradients, float[] Terms);
