namespace RuVector.Training;

/// <summary>Value and gradients of a loss for one anchor, its positive and its negatives.</summary>
/// <param name="Value">The loss.</param>
/// <param name="Anchor">dL/danchor, <c>[D]</c>.</param>
/// <param name="Positive">dL/dpositive, <c>[D]</c>.</param>
/// <param name="Negatives">dL/dnegative for each negative, <c>[K][D]</c>.</param>
public sealed record VectorGradients(double Value, float[] Anchor, float[] Positive, float[][] Negatives);
