namespace RuVector.Training.TestKit;

public static partial class Oracle
{
    /// <summary>InfoNCE: each positive against the negatives of its row, the mean over the row's positives.</summary>
    public static double InfoNce(double[,] anchors, double[,] candidates, OracleSettings settings, double temperature) =>
        Pairwise(anchors, candidates, settings, (positives, negatives) =>
            (positives.Average(positive => CrossEntropy(positive / temperature, negatives.Select(negative => negative / temperature))), 1));

    /// <summary>InfoNCE whose negatives have, beside their logit, a weight times the score of other embeddings: its gradient takes that for a constant.</summary>
    public static double HardInfoNce(
        double[,] anchors, double[,] candidates, double[,] constantAnchors, double[,] constantCandidates, OracleSettings settings, double temperature, double hardnessWeight) =>
        PairwiseWithConstants(anchors, candidates, constantAnchors, constantCandidates, settings, (positives, negatives) =>
            (positives.Average(positive => CrossEntropy(positive.Score / temperature, negatives.Select(s => (s.Score / temperature) + (hardnessWeight * s.Constant)))), 1));

    /// <summary>InfoNCE in both directions: anchors look for positives among all candidates, positives look for anchors among all anchors; half of each.</summary>
    public static double SymmetricInfoNce(double[,] anchors, double[,] candidates, OracleSettings settings, double temperature)
    {
        PairRelations relations = settings.Relations;
        double sum = 0;
        double terms = 0;
        for (int pair = 0; pair < relations.RowCount; pair++)
        {
            double[] negatives = [.. Enumerable.Range(0, relations.RowCount)
                .Where(anchor => relations.KindOf(anchor, pair) == PairKind.Negative)
                .Select(anchor => Score(settings.Measure, anchors, anchor, candidates, pair) / temperature)];
            if (relations.KindOf(pair, pair) == PairKind.Positive && negatives.Length > 0)
            {
                double weight = settings.Weights is null ? 1 : settings.Weights[pair];
                sum += weight * CrossEntropy(Score(settings.Measure, anchors, pair, candidates, pair) / temperature, negatives);
                terms += weight;
            }
        }

        double backward = settings.Reduction == Reduction.Sum ? sum : terms == 0 ? 0 : sum / terms;
        return (InfoNce(anchors, candidates, settings, temperature) + backward) / 2;
    }

    private static double CrossEntropy(double positive, IEnumerable<double> negatives)
    {
        double[] logits = [positive, .. negatives];
        double max = logits.Max();
        return Math.Log(logits.Sum(logit => Math.Exp(logit - max))) + max - positive;
    }
}
