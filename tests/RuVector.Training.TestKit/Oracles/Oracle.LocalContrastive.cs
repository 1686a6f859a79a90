namespace RuVector.Training.TestKit;

public static partial class Oracle
{
    /// <summary>The hinge of every (anchor, positive, negative) in Euclidean distance; the mean counts all of them.</summary>
    public static double LocalContrastive(double[,] anchors, double[,] candidates, OracleSettings settings, double margin) =>
        Pairwise(anchors, candidates, settings with { Measure = ScoreMeasure.Euclidean }, (positives, negatives) =>
            (positives.Sum(positive => negatives.Sum(negative => Hinge(positive - negative + margin))), positives.Length * negatives.Length));
}
