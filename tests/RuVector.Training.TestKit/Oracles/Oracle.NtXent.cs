namespace RuVector.Training.TestKit;

public static partial class Oracle
{
    /// <summary>NT-Xent: a term for each (anchor, positive), the positive against the negatives of the row; the mean over all terms.</summary>
    public static double NtXent(double[,] anchors, double[,] candidates, OracleSettings settings, double temperature) =>
        Pairwise(anchors, candidates, settings, (positives, negatives) =>
            (positives.Sum(positive => CrossEntropy(positive / temperature, negatives.Select(negative => negative / temperature))), positives.Length));

    /// <summary>NT-Xent of two views: 2N terms, each row against the other view among all other rows; ignored pairs are left out from both ends.</summary>
    public static double NtXentOfViews(double[,] anchors, double[,] positives, OracleSettings settings, double temperature)
    {
        int pairs = anchors.GetLength(0);
        (double sum, double terms) = (0, 0);
        for (int row = 0; row < 2 * pairs; row++)
        {
            int other = (row + pairs) % (2 * pairs);
            double[] negatives = [.. Enumerable.Range(0, 2 * pairs)
                .Where(candidate => candidate != row && candidate != other && !IsIgnored(row, candidate))
                .Select(candidate => View(row, candidate) / temperature)];
            if (negatives.Length > 0 && !IsIgnored(row, other))
            {
                double weight = settings.Weights is null ? 1 : settings.Weights[row % pairs];
                sum += weight * CrossEntropy(View(row, other) / temperature, negatives);
                terms += weight;
            }
        }

        return settings.Reduction == Reduction.Sum ? sum : terms == 0 ? 0 : sum / terms;

        bool IsIgnored(int row, int candidate) => row < pairs != candidate < pairs
            && settings.Relations.KindOf(Math.Min(row, candidate), Math.Max(row, candidate) - pairs) == PairKind.Ignored;

        double View(int row, int candidate) =>
            Score(settings.Measure, row < pairs ? anchors : positives, row % pairs, candidate < pairs ? anchors : positives, candidate % pairs);
    }
}
