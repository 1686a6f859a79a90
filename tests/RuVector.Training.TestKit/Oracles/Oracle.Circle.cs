namespace RuVector.Training.TestKit;

public static partial class Oracle
{
    /// <summary>Circle loss whose weights are those of the same embeddings.</summary>
    public static double Circle(double[,] anchors, double[,] candidates, OracleSettings settings, double margin, double gamma) =>
        Circle(anchors, candidates, anchors, candidates, settings, margin, gamma);

    /// <summary>Circle loss whose weights are those of other embeddings: its gradient takes them for constants.</summary>
    public static double Circle(double[,] anchors, double[,] candidates, double[,] weightAnchors, double[,] weightCandidates, OracleSettings settings, double margin, double gamma) =>
        PairwiseWithConstants(anchors, candidates, weightAnchors, weightCandidates, settings, (positives, negatives) =>
        {
            double positiveSum = positives.Sum(s => Math.Exp(-gamma * Math.Max(0, 1 + margin - s.Constant) * (s.Score - 1 + margin)));
            double negativeSum = negatives.Sum(s => Math.Exp(gamma * Math.Max(0, s.Constant + margin) * (s.Score - margin)));
            return (Math.Log(1 + (positiveSum * negativeSum)), 1);
        });

    /// <summary>A pairwise loss in which each score comes with the score of other embeddings, a constant.</summary>
    private static double PairwiseWithConstants(
        double[,] anchors,
        double[,] candidates,
        double[,] constantAnchors,
        double[,] constantCandidates,
        OracleSettings settings,
        Func<(double Score, double Constant)[], (double Score, double Constant)[], (double Sum, double Terms)> rowLoss)
    {
        List<(double[] Positives, double[] Negatives)> constants = [];
        Pairwise(constantAnchors, constantCandidates, settings with { KeepsOneSidedRows = true }, (positives, negatives) =>
        {
            constants.Add((positives, negatives));
            return (0, 0);
        });
        int row = 0;
        return Pairwise(anchors, candidates, settings with { KeepsOneSidedRows = true }, (positives, negatives) =>
        {
            (double[] Positives, double[] Negatives) constant = constants[row++];
            return positives.Length == 0 || negatives.Length == 0 ? (0, 0) : rowLoss([.. positives.Zip(constant.Positives)], [.. negatives.Zip(constant.Negatives)]);
        });
    }
}
