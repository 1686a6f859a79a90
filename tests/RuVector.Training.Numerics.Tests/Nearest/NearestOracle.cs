namespace RuVector.Training.Numerics.Tests;

/// <summary>Scores all pairs as the engine defines them and sorts; the search must give the same bits.</summary>
internal static class NearestOracle
{
    public static readonly ScoreMeasure[] Measures = [ScoreMeasure.Cosine, ScoreMeasure.Dot, ScoreMeasure.Euclidean, ScoreMeasure.SquaredEuclidean];

    /// <summary>Runs the search and compares indices, scores and counts with the oracle.</summary>
    public static void Check(float[,] queries, float[,] candidates, ScoreMeasure measure, int count, IndexLists? exclusions, string what)
    {
        int rows = queries.GetLength(0);
        int[] indices = new int[rows * count], counts = new int[rows];
        float[] scores = new float[rows * count];
        NearestRows.Find(queries, candidates, measure, count, exclusions, indices, scores, counts);
        float[,] all = Scores(queries, candidates, measure);
        for (int query = 0; query < rows; query++)
        {
            int[] expected = Best(all, query, measure, count, exclusions);
            what += FormattableString.Invariant($", {measure}, k {count}, query {query} of {rows}, {candidates.GetLength(0)} candidates of dimension {candidates.GetLength(1)}");
            int[] got = indices[(query * count)..((query + 1) * count)];
            if (counts[query] != expected.Length || !got.AsSpan(0, expected.Length).SequenceEqual(expected) || got.AsSpan(expected.Length).ContainsAnyExcept(-1))
            {
                Assert.Fail($"{what}: expected {string.Join(' ', expected)}, but got {counts[query]}: {string.Join(' ', got)}.");
            }

            for (int i = 0; i < count; i++)
            {
                float score = scores[(query * count) + i];
                bool isRight = i < expected.Length ? score.Equals(all[query, expected[i]]) : float.IsNaN(score);
                if (!isRight)
                {
                    Assert.Fail(FormattableString.Invariant($"{what}: score {i} is {score}."));
                }
            }
        }
    }

    /// <summary>The scores of all pairs.</summary>
    public static float[,] Scores(float[,] queries, float[,] candidates, ScoreMeasure measure)
    {
        float[,] scores = new float[queries.GetLength(0), candidates.GetLength(0)];
        if (measure == ScoreMeasure.Cosine)
        {
            (queries, candidates) = (Units(queries), Units(candidates));
        }

        if (measure is ScoreMeasure.Cosine or ScoreMeasure.Dot)
        {
            MatrixProduct.MultiplyTransposed(queries, candidates, scores);
            return scores;
        }

        for (int i = 0; i < scores.GetLength(0); i++)
        {
            for (int j = 0; j < scores.GetLength(1); j++)
            {
                scores[i, j] = PairMeasure.Score(measure, ((ReadOnlyMatrixSpan)queries)[i], ((ReadOnlyMatrixSpan)candidates)[j]);
            }
        }

        return scores;
    }

    private static int[] Best(float[,] scores, int query, ScoreMeasure measure, int count, IndexLists? exclusions)
    {
        IEnumerable<int> allowed = Enumerable.Range(0, scores.GetLength(1)).Where(j => exclusions is null || !exclusions[query].Contains(j));
        IOrderedEnumerable<int> ranking = measure is ScoreMeasure.Cosine or ScoreMeasure.Dot
            ? allowed.OrderByDescending(j => scores[query, j])
            : allowed.OrderBy(j => scores[query, j]);
        return [.. ranking.ThenBy(static j => j).Take(count)];
    }

    private static float[,] Units(float[,] rows)
    {
        float[,] units = new float[rows.GetLength(0), rows.GetLength(1)];
        UnitRows.Normalize(rows, units, new double[rows.GetLength(0)]);
        return units;
    }
}
