namespace RuVector.Training.Conformance;

/// <summary>What cases of mining have in common: lists of indices and scores, one a row.</summary>
internal static class MiningCases
{
    /// <summary>Compares a list of indices for each row.</summary>
    public static void CompareIndices(Comparison comparison, string name, int[][] got)
    {
        if (got.Length == 0)
        {
            comparison.Indices(name, []);
        }

        for (int row = 0; row < got.Length; row++)
        {
            comparison.Indices($"{name}[{row}]", got[row]);
        }
    }

    /// <summary>Compares a list of scores for each row.</summary>
    public static void CompareScores(Comparison comparison, string name, float[][] got, GoldenTolerance tolerance)
    {
        if (got.Length == 0)
        {
            comparison.Singles(name, [], tolerance);
        }

        for (int row = 0; row < got.Length; row++)
        {
            comparison.Singles($"{name}[{row}]", got[row], tolerance);
        }
    }

    /// <summary>Copies the chosen candidates of all rows.</summary>
    public static int[][] Indices(MinedNegatives mined) => [.. Enumerable.Range(0, mined.RowCount).Select(row => mined.IndicesOf(row).ToArray())];

    /// <summary>Copies the scores of all rows.</summary>
    public static float[][] Scores(MinedNegatives mined) => [.. Enumerable.Range(0, mined.RowCount).Select(row => mined.ScoresOf(row).ToArray())];

    /// <summary>The measure whose scores are, or give, the distances of a case.</summary>
    public static ScoreMeasure DistanceOf(GoldenCase golden) => golden.Parameters.Text("distance", "euclidean") switch
    {
        "euclidean" => ScoreMeasure.Euclidean,
        "squared_euclidean" => ScoreMeasure.SquaredEuclidean,
        "cosine_distance" => ScoreMeasure.Cosine,
        string other => throw new UnsupportedCaseException($"distance '{other}' is not euclidean, squared_euclidean or cosine_distance"),
    };

    /// <summary>The distance that a score stands for.</summary>
    public static float Distance(float score, ScoreMeasure measure) => measure == ScoreMeasure.Cosine ? 1 - score : score;

    /// <summary>Lays out, for all pairs, the probabilities of the admissible ones and 0 for the others.</summary>
    /// <param name="all">All admissible candidates of each row.</param>
    /// <param name="candidates">Number of candidates.</param>
    /// <param name="probabilities">Computes the probabilities of scores.</param>
    public static double?[] Probabilities(MinedNegatives all, int candidates, Action<float[], double[]> probabilities)
    {
        double?[] table = [.. Enumerable.Repeat((double?)0, all.RowCount * candidates)];
        for (int row = 0; row < all.RowCount; row++)
        {
            double[] drawn = new double[all.IndicesOf(row).Length];
            probabilities(all.ScoresOf(row).ToArray(), drawn);
            for (int i = 0; i < drawn.Length; i++)
            {
                table[(row * candidates) + all.IndicesOf(row)[i]] = drawn[i];
            }
        }

        return table;
    }

    /// <summary>All candidates, less the anchor itself, its positive and the candidates with its label.</summary>
    public static PairRelations AdmissibleOf(GoldenObject inputs, int anchors, int candidates)
    {
        int[]? self = inputs.OptionalTensor("anchor_index")?.OfShape(anchors).ToIntegers();
        int[]? positive = inputs.OptionalTensor("positive_index")?.OfShape(anchors).ToIntegers();
        int[]? anchorLabels = inputs.OptionalTensor("anchor_labels")?.OfShape(anchors).ToIntegers();
        int[]? labels = inputs.OptionalTensor("candidate_labels")?.OfShape(candidates).ToIntegers();
        IndexLists positives = Rows(anchors, candidates, (row, candidate) => candidate == positive?[row]);
        IndexLists negatives = Rows(anchors, candidates, (row, candidate) => candidate != positive?[row]);
        IndexLists ignored = Rows(anchors, candidates, (row, candidate) => candidate == self?[row] || (anchorLabels?[row] >= 0 && labels?[candidate] == anchorLabels[row]));
        return PairRelations.FromLists(candidates, positives, negatives).Ignoring(ignored);
    }

    private static IndexLists Rows(int anchors, int candidates, Func<int, int, bool> contains) => IndexLists.FromRows(
        [.. Enumerable.Range(0, anchors).Select(row => Enumerable.Range(0, candidates).Where(candidate => contains(row, candidate)).ToArray())]);
}
