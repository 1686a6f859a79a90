namespace RuVector.Training.TestKit;

/// <summary>Losses over distances of pairs and triplets.</summary>
public static partial class Oracle
{
    /// <summary>The hinge of every triplet, or of those that violate it.</summary>
    public static double AllTriplets(double[,] anchors, double[,] candidates, OracleSettings settings, double margin, bool activeOnly = false) =>
        Pairwise(anchors, candidates, settings, (positives, negatives) =>
        {
            double[] terms = [.. from p in Distances(settings, positives) from n in Distances(settings, negatives) select Hinge(p - n + margin)];
            return (terms.Sum(), activeOnly ? terms.Count(static term => term > 0) : terms.Length);
        });

    /// <summary>The soft margin of every triplet.</summary>
    public static double SoftTriplets(double[,] anchors, double[,] candidates, OracleSettings settings) =>
        Pairwise(anchors, candidates, settings, (positives, negatives) =>
            ((from p in Distances(settings, positives) from n in Distances(settings, negatives) select SoftMargin(p - n)).Sum(), positives.Length * negatives.Length));

    /// <summary>The farthest positive with the nearest negative of each row; without a margin the term is the soft one.</summary>
    public static double HardestTriplets(double[,] anchors, double[,] candidates, OracleSettings settings, double? margin) =>
        Pairwise(anchors, candidates, settings, (positives, negatives) =>
            (Triplet(-Least(Distances(settings, positives).Select(static p => -p)), Least(Distances(settings, negatives)), margin), 1));

    /// <summary>Each positive with the nearest negative beyond it, or with the farthest one; without a margin the term is the soft one.</summary>
    public static double SemiHardTriplets(double[,] anchors, double[,] candidates, OracleSettings settings, double? margin) =>
        Pairwise(anchors, candidates, settings, (positives, negatives) =>
        {
            double[] far = Distances(settings, negatives);
            return (Distances(settings, positives).Sum(p => Triplet(p, Partner(p), margin)), positives.Length);

            double Partner(double p)
            {
                double[] beyond = [.. far.Where(n => Corner(n - p) > 0)];
                return beyond.Length > 0 ? Least(beyond) : -Least(far.Select(static n => -n));
            }
        });

    /// <summary>Both hinges of every triplet around a boundary; the mean is over the hinges above 0, or over the triplets.</summary>
    public static double Margin(double[,] anchors, double[,] candidates, OracleSettings settings, double margin, double beta, bool activeOnly = true) =>
        Pairwise(anchors, candidates, settings, (positives, negatives) =>
        {
            double[] terms =
            [
                .. from p in Distances(settings, positives) from n in negatives select Hinge(p - beta + margin),
                .. from p in positives from n in Distances(settings, negatives) select Hinge(beta - n + margin),
            ];
            return (terms.Sum(), activeOnly ? terms.Count(static term => term > 0) : terms.Length / 2);
        });

    /// <summary>Squares of what pairs lack; optionally of the hard pairs alone, or the mean over the pairs above 0 alone.</summary>
    public static double SquaredContrastive(
        double[,] anchors, double[,] candidates, OracleSettings settings, double margin, bool hardOnly = false, double positiveMargin = 0, bool activeOnly = false)
    {
        (double Distance, bool Similar, double Weight)[] pairs = [.. Pairs(anchors, candidates, settings).Where(static pair => pair.Weight > 0)];
        double farthest = pairs.Where(static p => p.Similar).Select(static p => p.Distance).DefaultIfEmpty(double.PositiveInfinity).Max();
        double nearest = pairs.Where(static p => !p.Similar).Select(static p => p.Distance).DefaultIfEmpty(double.NegativeInfinity).Min();
        var kept = pairs.Where(pair => !hardOnly || (pair.Similar ? Corner(pair.Distance - nearest) > 0 : Corner(pair.Distance - farthest) < 0))
            .Select(pair => (pair.Weight, Lack: Hinge(pair.Similar ? pair.Distance - positiveMargin : margin - pair.Distance)))
            .Where(pair => !activeOnly || pair.Lack > 0).ToArray();
        double sum = kept.Sum(static pair => pair.Weight * pair.Lack * pair.Lack);
        return settings.Reduction == Reduction.Sum ? sum : kept.Length == 0 ? 0 : sum / kept.Sum(static pair => pair.Weight);
    }

    /// <summary>Hinges of similar and dissimilar pairs, the mean of each side, over all or over those above 0.</summary>
    public static double HingeContrastive(double[,] anchors, double[,] candidates, OracleSettings settings, double positiveMargin, double margin, bool activeOnly)
    {
        var pairs = Pairs(anchors, candidates, settings)
            .Select(pair => (pair.Similar, pair.Weight, Value: Hinge(pair.Similar ? pair.Distance - positiveMargin : margin - pair.Distance))).ToArray();
        return Side(true) + Side(false);

        double Side(bool similar)
        {
            var side = pairs.Where(pair => pair.Similar == similar && (!activeOnly || pair.Value > 0)).ToArray();
            double weights = side.Sum(static pair => pair.Weight), sum = side.Sum(static pair => pair.Weight * pair.Value);
            return settings.Reduction == Reduction.Sum ? sum : weights == 0 ? 0 : sum / weights;
        }
    }

    private static double Triplet(double positive, double negative, double? margin) => margin is null ? SoftMargin(positive - negative) : Hinge(positive - negative + margin.Value);

    private static double SoftMargin(double difference) => CrossEntropy(0, [difference]);

    /// <summary>The least of some numbers; how much the second lies above it is how near another choice is.</summary>
    private static double Least(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        Corner(sorted.Length > 1 ? sorted[1] - sorted[0] : 0);
        return sorted[0];
    }

    private static double[] Distances(OracleSettings settings, double[] scores) => settings.Measure == ScoreMeasure.Cosine ? [.. scores.Select(static s => 1 - s)] : scores;

    private static IEnumerable<(double Distance, bool Similar, double Weight)> Pairs(double[,] anchors, double[,] candidates, OracleSettings settings)
    {
        for (int row = 0; row < settings.Relations.RowCount; row++)
        {
            RelationRow relation = settings.Relations.GetRow(row);
            int anchor = relation.Anchor;
            int[] listed = relation.Positives.ToArray();
            float[] values = relation.PositiveValues.ToArray();
            for (int candidate = 0; candidate < settings.Relations.CandidateCount; candidate++)
            {
                PairKind kind = settings.Relations.KindOf(row, candidate);
                if (kind is PairKind.Positive or PairKind.Negative)
                {
                    bool similar = kind == PairKind.Positive && (values.Length == 0 || values[Array.IndexOf(listed, candidate)] == 1);
                    double distance = Distances(settings, [Score(settings.Measure, anchors, anchor, candidates, candidate)])[0];
                    yield return (distance, similar, settings.Weights?[anchor] ?? 1);
                }
            }
        }
    }
}
