namespace RuVector.Training.TestKit;

/// <summary>A candidate that a miner may choose.</summary>
/// <param name="Candidate">The row of the candidate matrix.</param>
/// <param name="Score">Its score with the anchor.</param>
/// <param name="Closeness">The score of a similarity, the score of a distance with its sign changed.</param>
public readonly record struct ScoredCandidate(int Candidate, double Score, double Closeness);

/// <summary>Which candidates there are to choose from, by slow and obvious loops in double.</summary>
public static class MiningOracle
{
    /// <summary>The score of two vectors; the cosine with a zero vector is 0.</summary>
    public static double Score(ScoreMeasure measure, float[,] a, int rowA, float[,] b, int rowB)
    {
        (double dot, double squareA, double squareB, double squareDifference) = (0, 0, 0, 0);
        for (int k = 0; k < a.GetLength(1); k++)
        {
            (double x, double y) = (a[rowA, k], b[rowB, k]);
            dot += x * y;
            squareA += x * x;
            squareB += y * y;
            squareDifference += (x - y) * (x - y);
        }

        return measure switch
        {
            ScoreMeasure.Cosine => squareA == 0 || squareB == 0 ? 0 : dot / Math.Sqrt(squareA * squareB),
            ScoreMeasure.Dot => dot,
            ScoreMeasure.UnitEuclidean => Math.Sqrt(Math.Max(0, 2 - (2 * Score(ScoreMeasure.Cosine, a, rowA, b, rowB)))),
            ScoreMeasure.Euclidean => Math.Sqrt(squareDifference),
            _ => squareDifference,
        };
    }

    /// <summary>All negatives of a row without NaN or infinities, hardest first.</summary>
    public static ScoredCandidate[] Negatives(MiningCase data, int row, ScoreMeasure measure) =>
        [.. OfKind(data, row, measure, PairKind.Negative).OrderByDescending(static c => c.Closeness).ThenBy(static c => c.Candidate)];

    /// <summary>The closeness of the farthest positive of a row, or <see langword="null"/> when there is none.</summary>
    public static double? FarthestPositive(MiningCase data, int row, ScoreMeasure measure)
    {
        double[] positives = [.. OfKind(data, row, measure, PairKind.Positive).Select(static c => c.Closeness)];
        return positives.Length == 0 ? null : positives.Min();
    }

    private static IEnumerable<ScoredCandidate> OfKind(MiningCase data, int row, ScoreMeasure measure, PairKind kind)
    {
        int anchor = data.Relations.GetRow(row).Anchor;
        for (int candidate = 0; candidate < data.Relations.CandidateCount; candidate++)
        {
            double score = Score(measure, data.Anchors, anchor, data.Candidates, candidate);
            if (data.Relations.KindOf(row, candidate) == kind && double.IsFinite(score))
            {
                yield return new(candidate, score, measure is ScoreMeasure.Cosine or ScoreMeasure.Dot ? score : -score);
            }
        }
    }
}
