namespace RuVector.Training.TestKit;

public static partial class Oracle
{
    /// <summary>Multi-similarity: a soft maximum over the positives below the base and one over the negatives above it; a side without pairs is 0.</summary>
    public static double MultiSimilarity(double[,] anchors, double[,] candidates, OracleSettings settings, double alpha, double beta, double baseline) =>
        Pairwise(anchors, candidates, settings with { KeepsOneSidedRows = true }, (positives, negatives) =>
            ((CrossEntropy(0, positives.Select(positive => -alpha * (positive - baseline))) / alpha) + (CrossEntropy(0, negatives.Select(negative => beta * (negative - baseline))) / beta),
            positives.Length + negatives.Length > 0 ? 1 : 0));
}
