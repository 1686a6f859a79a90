namespace RuVector.Training.GuardPages;

/// <summary>A kernel gave another result than it should.</summary>
internal sealed class CheckFailedException(string message) : Exception(message);
