namespace RuVector.Training.Optimizers;

/// <summary>Consecutive parameters of a step: where they are in the parameters and moments, and where in the gradients.</summary>
/// <param name="Start">The first parameter and the first value of each moment.</param>
/// <param name="GradientStart">The first gradient.</param>
/// <param name="Length">How many.</param>
/// <param name="Decay">Their decoupled weight decay; see <see cref="UpdateSlice.Decay"/>.</param>
internal readonly record struct UpdatePiece(int Start, int GradientStart, int Length, float Decay);
