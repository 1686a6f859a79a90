namespace RuVector.Training.Numerics;

/// <summary>A candidate whose side of a limit its bounds do not tell.</summary>
/// <param name="Query">The query, within the group.</param>
/// <param name="Candidate">The candidate.</param>
/// <param name="Length">Its length; 0 when it was not kept.</param>
internal readonly record struct UndecidedPair(int Query, int Candidate, float Length);
