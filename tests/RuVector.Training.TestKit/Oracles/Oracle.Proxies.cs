namespace RuVector.Training.TestKit;

/// <summary>Losses of embeddings against one vector for each class.</summary>
public static partial class Oracle
{
    /// <summary>Cross-entropy over scaled cosines, that of the own class with an angle added.</summary>
    public static double ArcFace(double[,] anchors, double[,] candidates, OracleSettings settings, double degrees, double scale)
    {
        double margin = degrees * Math.PI / 180;
        return Pairwise(anchors, candidates, settings with { Measure = ScoreMeasure.UnitEuclidean }, (positives, negatives) =>
            (positives.Average(positive => CrossEntropy(scale * Own(Angle(positive)), negatives.Select(negative => scale * Math.Cos(Angle(negative))))), 1));

        double Own(double angle)
        {
            Corner(1 - Math.Cos(angle));   // the slope by the cosine is infinite where the cosine is 1
            return Corner(angle - (Math.PI - margin)) > 0 ? Math.Cos(angle) - (margin * Math.Sin(margin)) : Math.Cos(angle + margin);
        }

        static double Angle(double unitDistance) => 2 * Math.Asin(Math.Min(1, unitDistance / 2));
    }

    /// <summary>Cross-entropy over scaled cosines, that of the own class with a margin taken off.</summary>
    public static double CosFace(double[,] anchors, double[,] candidates, OracleSettings settings, double margin, double scale) =>
        Pairwise(anchors, candidates, settings, (positives, negatives) =>
            (positives.Average(positive => CrossEntropy(scale * (positive - margin), negatives.Select(negative => scale * negative))), 1));

    /// <summary>Cross-entropy over squared distances of unit rows.</summary>
    public static double ProxyNca(double[,] anchors, double[,] candidates, OracleSettings settings, double scale) =>
        Pairwise(anchors, candidates, settings with { Measure = ScoreMeasure.UnitEuclidean }, (positives, negatives) =>
            (positives.Average(positive => CrossEntropy(-scale * positive * positive, negatives.Select(negative => -scale * negative * negative))), 1));

    /// <summary>The two means of proxy anchor; a row is a proxy.</summary>
    public static double ProxyAnchor(double[,] proxies, double[,] embeddings, OracleSettings settings, double scale, double margin)
    {
        (double positiveSum, double negativeSum, double present, double all) = (0, 0, 0, 0);
        for (int row = 0; row < settings.Relations.RowCount; row++)
        {
            double[] positives = Cosines(PairKind.Positive), negatives = Cosines(PairKind.Negative);
            double weight = settings.Weights?[row] ?? 1;
            positiveSum += weight * Math.Log(1 + positives.Sum(s => Math.Exp(-scale * (s - margin))));
            negativeSum += weight * Math.Log(1 + negatives.Sum(s => Math.Exp(scale * (s + margin))));
            present += positives.Length > 0 ? weight : 0;
            all += weight;

            double[] Cosines(PairKind kind) => [.. Enumerable.Range(0, embeddings.GetLength(0))
                .Where(candidate => settings.Relations.KindOf(row, candidate) == kind)
                .Select(candidate => Score(ScoreMeasure.Cosine, proxies, row, embeddings, candidate))];
        }

        return settings.Reduction == Reduction.Sum
            ? positiveSum + negativeSum
            : (present == 0 ? 0 : positiveSum / present) + (all == 0 ? 0 : negativeSum / all);
    }
}
