namespace RuVector.Training.Evaluation;

/// <summary>The mean of <see cref="RankingScores"/> over queries.</summary>
/// <param name="Mean">The mean; <see langword="null"/> when no query has a relevant item.</param>
/// <param name="Queries">Number of queries in the mean.</param>
/// <param name="QueriesLeftOut">Number of queries left out because they have no relevant item.</param>
public sealed record RankingSummary(RankingScores? Mean, int Queries, int QueriesLeftOut);
