namespace RuVector.Training.Trainer;

/// <summary>A save of a run.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Elapsed">How long it took, or how long until it failed.</param>
/// <param name="Error">Why it failed; <see langword="null"/> when the checkpoint is saved.</param>
public readonly record struct TrainingSave(long Step, TimeSpan Elapsed, Exception? Error = null);
