namespace RuVector.Training.Conformance;

/// <summary>How a case ended.</summary>
public enum CaseStatus
{
    /// <summary>Every expected result was compared and is near enough.</summary>
    Passed,

    /// <summary>A result is too far off, was not compared, or could not be computed; or the file is not in the golden format.</summary>
    Failed,

    /// <summary>The library has no such function, or cannot express the case.</summary>
    Skipped,
}

/// <summary>How a case ended, and why.</summary>
/// <param name="Status">The status.</param>
/// <param name="Reason">Why it failed or was skipped.</param>
/// <param name="Worst">The number that is farthest off, if numbers are the reason.</param>
public sealed record CaseOutcome(CaseStatus Status, string Reason, Mismatch? Worst = null);
