namespace RuVector.Training.Data;

/// <summary>What was read, and what became of the lines it was read from.</summary>
/// <typeparam name="T">The data set.</typeparam>
/// <param name="Data">The data set.</param>
/// <param name="Lines">What became of the lines.</param>
public sealed record ReadResult<T>(T Data, LineCounts Lines);
