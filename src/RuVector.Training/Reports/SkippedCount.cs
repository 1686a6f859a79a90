namespace RuVector.Training.Reports;

/// <summary>Something that the run left out, and how often.</summary>
/// <param name="What">What was left out and why: "steps with a gradient that is not finite".</param>
/// <param name="Count">How often, 0 or more.</param>
public sealed record SkippedCount(string What, long Count);
