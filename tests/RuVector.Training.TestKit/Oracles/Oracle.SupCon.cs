namespace RuVector.Training.TestKit;

public static partial class Oracle
{
    /// <summary>SupCon: the mean over the positives of -log softmax over all positives and negatives of the row; a row without a positive has no term.</summary>
    public static double SupCon(double[,] anchors, double[,] candidates, OracleSettings settings, double temperature) =>
        Pairwise(anchors, candidates, settings with { KeepsOneSidedRows = true }, (positives, negatives) => positives.Length == 0
            ? (0, 0)
            : (positives.Select((positive, i) => CrossEntropy(positive / temperature, positives.Where((_, j) => j != i).Concat(negatives).Select(score => score / temperature))).Average(), 1));
}
