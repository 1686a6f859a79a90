namespace RuVector.Training.Mining;

/// <summary>A candidate that a source found.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Score">Its score with the query, in the measure of the source.</param>
public readonly record struct ScoredId(long Id, float Score);
