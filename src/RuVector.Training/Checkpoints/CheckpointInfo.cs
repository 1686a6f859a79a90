namespace RuVector.Training.Checkpoints;

/// <summary>What the header of a checkpoint says; the tensors have not been read.</summary>
/// <param name="Path">Path of the file.</param>
/// <param name="Step">Number of steps that had been taken.</param>
/// <param name="Metric">How good the state is; <see langword="null"/> when that was not known.</param>
/// <param name="ByteLength">Number of bytes of the file.</param>
public sealed record CheckpointInfo(string Path, long Step, double? Metric, long ByteLength);
