namespace RuVector.Training.Evaluation;

/// <summary>How well vectors of nodes tell ancestors from other nodes.</summary>
/// <param name="MeanRank">Mean over all pairs of the rank of the ancestor among the nodes that are no ancestors; 1 is best.</param>
/// <param name="MeanAveragePrecision">Mean over the nodes with ancestors of the average precision of their ancestors, MAP, in (0, 1].</param>
/// <param name="NodeCount">Number of nodes with ancestors.</param>
/// <param name="PairCount">Number of pairs of node and ancestor.</param>
public readonly record struct GraphResult(double MeanRank, double MeanAveragePrecision, int NodeCount, long PairCount);
