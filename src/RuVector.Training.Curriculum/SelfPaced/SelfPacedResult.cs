namespace RuVector.Training.Curriculum;

/// <summary>What a weighing of examples came to.</summary>
/// <param name="Threshold">The threshold that was used; larger than that of the step if no example was below that.</param>
/// <param name="Selected">Examples with a weight above 0.</param>
public readonly record struct SelfPacedResult(double Threshold, int Selected);
