namespace RuVector.Training.Evaluation;

/// <summary>By how much right answers beat the best wrong one: over queries, the cosine of the best gold document less that of the best other document.</summary>
/// <param name="Queries">Number of queries that have both.</param>
/// <param name="QueriesLeftOut">Number of queries without gold, or without another document.</param>
/// <param name="Mean">Mean of the margins, in [-2, 2].</param>
/// <param name="LowerQuartile">A quarter of the margins is at most this.</param>
/// <param name="Median">The median margin.</param>
/// <param name="UpperQuartile">Three quarters of the margins are at most this.</param>
/// <param name="PositiveShare">Share of the margins above 0: the accuracy at 1, ties counted against the model.</param>
public sealed record MarginStatistics(int Queries, int QueriesLeftOut, double Mean, double LowerQuartile, double Median, double UpperQuartile, double PositiveShare);
