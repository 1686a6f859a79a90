namespace RuVector.Training;

/// <summary>Carries the check of all profiles into the start of the host; holds nothing.</summary>
internal sealed class TrainingProfileOptions;
