namespace RuVector.Training.Reports;

/// <summary>Something that was looked at in the data before training.</summary>
/// <param name="Name">What was looked at: "duplicate ids".</param>
/// <param name="Finding">What was found: "none", "2.1 % of the in-batch negatives, masked".</param>
/// <param name="IsConcern">Whether the reader should act on it.</param>
public sealed record DataCheck(string Name, string Finding, bool IsConcern = false);
