namespace RuVector.Training.Checkpoints;

/// <summary>What a search for a whole checkpoint found.</summary>
/// <param name="Checkpoint">The checkpoint; <see langword="null"/> when there is no whole one.</param>
/// <param name="Refused">The files that were passed over, and why.</param>
public sealed record CheckpointSearch(Checkpoint? Checkpoint, IReadOnlyList<CheckpointException> Refused);
