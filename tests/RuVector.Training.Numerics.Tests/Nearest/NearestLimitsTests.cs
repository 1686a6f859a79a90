using FsCheck;
using FsCheck.Fluent;
using RuVector.Training.TestKit;

namespace RuVector.Training.Numerics.Tests;

/// <summary>A search within limits against all scores: what it finds, in bits, and what it counts.</summary>
[TestFixture]
public sealed class NearestLimitsTests
{
    private const int Cases = 2000;
    private static readonly float[] s_scales = [0, 1e-25f, 1e-12f, 1, 1e3f, 1e12f, 1e17f];

    [Test]
    public void Find_AnyLimits_MatchesOracle()
    {
        int limited = 0;
        Prop.ForAll<int>(seed => limited += Check(new System.Random(seed)) ? 1 : 0)
            .Check(Config.QuickThrowOnFailure.WithReplay(2026, 1125).WithMaxTest(Cases).WithEndSize(int.MaxValue / 2));
        limited.ShouldBeGreaterThan(Cases / 4, "a property that hardly ever meets its subject shows nothing");
    }

    [Test]
    public void Find_LimitsInADenseCrowd_MatchesOracle(
        [ValueSource(typeof(NearestOracle), nameof(NearestOracle.Measures))] ScoreMeasure measure, [Values(3, 30)] int queries, [Values(1, 2, 3)] int perQuery, [Values(1f, 1e4f)] float length)
    {
        System.Random random = new(1);
        float[,] left = Batches.Matrix(queries, 12, seed: 1);
        Change(left, value => value * length);
        CheckLimits(left, Batches.Matrix(9000, 12, seed: 2), measure, 10, IndexLists.FromRows([.. Enumerable.Range(0, queries).Select(static q => new[] { q, 3 * q, 9000 })]), perQuery, random);
    }

    private static bool Check(System.Random random)
    {
        ScoreMeasure measure = NearestOracle.Measures[random.Next(NearestOracle.Measures.Length)];
        int queries = random.Next(1, 40), candidates = random.Next(0, 300), dimension = random.Next(1, 20);
        float[,] left = Batches.Matrix(queries, dimension, random.Next()), right = Batches.Matrix(candidates, dimension, random.Next());
        switch (random.Next(3))
        {
            case 0:
                Change(left, static value => MathF.Round(value));
                Change(right, static value => MathF.Round(value));
                break;
            case 1:
                Change(right, value => value * s_scales[random.Next(s_scales.Length)]);
                break;
        }

        IndexLists? exclusions = random.Next(2) == 0 ? null : IndexLists.FromRows([.. Enumerable.Range(0, queries).Select(_ => Enumerable.Range(0, candidates).Where(_ => random.Next(10) == 0).ToArray())]);
        return CheckLimits(left, right, measure, random.Next(1, 12), exclusions, random.Next(1, 4), random);
    }

    private static bool CheckLimits(float[,] queries, float[,] candidates, ScoreMeasure measure, int count, IndexLists? exclusions, int perQuery, System.Random random)
    {
        int rows = queries.GetLength(0);
        float sign = measure is ScoreMeasure.Cosine or ScoreMeasure.Dot ? 1 : -1;
        float[,] scores = NearestOracle.Scores(queries, candidates, measure);
        float[] limits = [.. Enumerable.Range(0, rows * perQuery).Select(i => Limit(scores, i / perQuery, sign, random))];
        int[] indices = new int[rows * count], counts = new int[rows], closer = new int[limits.Length];
        float[] found = new float[rows * count];
        NearestRows.Find(
            queries, candidates, measure, count, new NearestExclusions(exclusions), new NearestLimits { PerQuery = perQuery, Closeness = limits, Counts = closer }, indices, found, counts);
        for (int query = 0; query < rows; query++)
        {
            int[] allowed = [.. Enumerable.Range(0, candidates.GetLength(0)).Where(j => exclusions is null || !exclusions[query].Contains(j))];
            int[] expected = [.. allowed.Where(j => sign * scores[query, j] <= limits[query * perQuery]).OrderByDescending(j => sign * scores[query, j]).ThenBy(static j => j).Take(count)];
            counts[query].ShouldBe(expected.Length);
            indices.AsSpan(query * count, expected.Length).ToArray().ShouldBe(expected);
            found.AsSpan(query * count, expected.Length).ToArray().ShouldBe(expected.Select(j => scores[query, j] + 0f));
            for (int limit = 0; limit < perQuery; limit++)
            {
                closer[(query * perQuery) + limit].ShouldBe(allowed.Count(j => sign * scores[query, j] > limits[(query * perQuery) + limit]), $"{measure}, query {query}, limit {limits[(query * perQuery) + limit]}");
            }
        }

        return limits.Any(float.IsFinite);
    }

    /// <summary>None, a score that occurs, one beside it, or any number.</summary>
    private static float Limit(float[,] scores, int query, float sign, System.Random random)
    {
        if (scores.GetLength(1) == 0 || random.Next(6) == 0)
        {
            return random.Next(2) == 0 ? float.PositiveInfinity : float.NegativeInfinity;
        }

        float score = sign * scores[query, random.Next(scores.GetLength(1))];
        return random.Next(4) switch
        {
            0 => float.BitDecrement(score),
            1 => random.NextSingle() - 0.5f,
            _ => score,
        };
    }

    private static void Change(float[,] rows, Func<float, float> change)
    {
        for (int i = 0; i < rows.GetLength(0); i++)
        {
            for (int k = 0; k < rows.GetLength(1); k++)
            {
                rows[i, k] = change(rows[i, k]);
            }
        }
    }
}
