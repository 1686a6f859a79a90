namespace RuVector.Training.Reports;

/// <summary>One point of a curve.</summary>
/// <param name="Step">Step of the run, 0 or more.</param>
/// <param name="Value">The value at that step; finite.</param>
public readonly record struct CurvePoint(long Step, double Value);
