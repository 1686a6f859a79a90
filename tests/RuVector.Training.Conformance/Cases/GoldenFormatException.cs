namespace RuVector.Training.Conformance;

/// <summary>A file is not a case in the golden format; the message says where, what was expected and what is there.</summary>
public sealed class GoldenFormatException(string message, Exception? inner = null) : Exception(message, inner);
