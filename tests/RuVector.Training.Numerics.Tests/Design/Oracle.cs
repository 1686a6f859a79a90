namespace RuVector.Training.Numerics.Tests.Design;

/// <summary>Slow, obvious losses in double.</summary>
internal static class Oracle
{
    /// <summary>Mean over rows of log( (e_p + sum e_n) / e_p ), mean over the positives of a row, cosine of the first <paramref name="columns"/> columns.</summary>
    public static double InfoNce(double[,] anchors, double[,] candidates, PairRelations relations, double temperature, int columns) =>
        MeanOverRows(relations, (row, positives, negatives) =>
        {
            double E(int candidate) => Math.Exp(Cosine(anchors, relations.GetRow(row).Anchor, candidates, candidate, columns) / temperature);
            return negatives.Length == 0 ? null : positives.Average(p => Math.Log((E(p) + negatives.Sum(E)) / E(p)));
        });

    /// <summary>Mean over rows of the mean over positives of log( sum over all e / e_p ).</summary>
    public static double SupCon(double[,] anchors, double[,] candidates, PairRelations relations, double temperature) =>
        MeanOverRows(relations, (row, positives, negatives) =>
        {
            double E(int candidate) => Math.Exp(Cosine(anchors, relations.GetRow(row).Anchor, candidates, candidate, anchors.GetLength(1)) / temperature);
            return positives.Average(p => Math.Log((positives.Sum(E) + negatives.Sum(E)) / E(p)));
        });

    /// <summary>Mean over rows of relu(farthest positive - nearest negative + margin), Euclidean distance.</summary>
    public static double BatchHardTriplet(double[,] rows, PairRelations relations, double margin) =>
        MeanOverRows(relations, (row, positives, negatives) => negatives.Length == 0
            ? null
            : Math.Max(0, positives.Max(p => Distance(rows, row, rows, p)) - negatives.Min(n => Distance(rows, row, rows, n)) + margin));

    private static double MeanOverRows(PairRelations relations, Func<int, int[], int[], double?> term)
    {
        List<double> terms = [];
        for (int row = 0; row < relations.RowCount; row++)
        {
            int[] positives = Candidates(relations, row, PairKind.Positive);
            double? value = positives.Length == 0 ? null : term(row, positives, Candidates(relations, row, PairKind.Negative));
            terms.AddRange(value is null ? [] : [value.Value]);
        }

        return terms.Average();
    }

    private static int[] Candidates(PairRelations relations, int row, PairKind kind) =>
        [.. Enumerable.Range(0, relations.CandidateCount).Where(candidate => relations.KindOf(row, candidate) == kind)];

    private static double Cosine(double[,] a, int i, double[,] b, int j, int columns) =>
        Dot(a, i, b, j, columns) / Math.Sqrt(Dot(a, i, a, i, columns) * Dot(b, j, b, j, columns));

    private static double Dot(double[,] a, int i, double[,] b, int j, int columns) => Enumerable.Range(0, columns).Sum(d => a[i, d] * b[j, d]);

    private static double Distance(double[,] a, int i, double[,] b, int j) => Math.Sqrt(Enumerable.Range(0, a.GetLength(1)).Sum(d => Math.Pow(a[i, d] - b[j, d], 2)));
}
