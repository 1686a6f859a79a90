namespace RuVector.Training;

/// <summary>A pair with a graded score: a human rating or a teacher's score.</summary>
/// <param name="Anchor">Row of the anchor matrix.</param>
/// <param name="Candidate">Row of the candidate matrix.</param>
/// <param name="Score">The score, finite.</param>
public readonly record struct ScoredPair(int Anchor, int Candidate, float Score);
