namespace RuVector.Training.Conformance;

/// <summary>The library cannot express what a case asks for, on purpose or not yet; the message says what and why.</summary>
public sealed class UnsupportedCaseException(string reason) : Exception(reason);
