namespace RuVector.Training.AI;

/// <summary>How far embedding has come.</summary>
/// <param name="Done">Texts that have their embedding.</param>
/// <param name="Total">Different texts.</param>
public readonly record struct EmbeddingProgress(int Done, int Total);
