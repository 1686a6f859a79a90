namespace RuVector.Training.Checkpoints;

/// <summary>The checkpoints of a folder, as far as their headers tell.</summary>
/// <param name="Checkpoints">Those with a whole header, by step, the latest first.</param>
/// <param name="Refused">Why others were left out.</param>
public sealed record CheckpointListing(IReadOnlyList<CheckpointInfo> Checkpoints, IReadOnlyList<CheckpointException> Refused);
