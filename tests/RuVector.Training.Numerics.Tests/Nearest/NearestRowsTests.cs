using RuVector.Training.TestKit;

namespace RuVector.Training.Numerics.Tests;

[TestFixture]
[NonParallelizable]
public sealed class NearestRowsTests
{
    private static readonly int[] s_counts = [1, 2, 10, 33, 100, 700];
    private static readonly float[] s_noises = [0.05f, 1e-3f, 0];

    [Test]
    public void Find_EveryShape_MatchesOracle([ValueSource(typeof(NearestOracle), nameof(NearestOracle.Measures))] ScoreMeasure measure)
    {
        int turn = 0;
        foreach (int queries in (int[])[1, 2, 15, 16, 17, 48, 49, 70])
        {
            foreach (int candidates in (int[])[0, 1, 5, 95, 96, 97, 192, 193, 600])
            {
                foreach (int dimension in (int[])[1, 2, 3, 7, 8, 9, 16, 31, 33, 70])
                {
                    turn++;
                    float[,] left = Batches.Matrix(queries, dimension, seed: turn), right = Batches.Matrix(candidates, dimension, seed: turn + 1);
                    NearestOracle.Check(left, right, measure, s_counts[turn % s_counts.Length], exclusions: null, "shape");
                }
            }
        }
    }

    [Test]
    public void Find_LargerThanABlock_MatchesOracle([ValueSource(typeof(NearestOracle), nameof(NearestOracle.Measures))] ScoreMeasure measure, [Values(3, 40)] int queries)
    {
        NearestOracle.Check(Batches.Matrix(queries, 24, seed: 1), Batches.Matrix(9000, 24, seed: 2), measure, count: 10, exclusions: null, "many candidates");
        NearestOracle.Check(Batches.Matrix(queries, 1031, seed: 3), Batches.Matrix(1600, 1031, seed: 4), measure, count: 20, exclusions: null, "large dimension");
    }

    [Test]
    public void Find_MoreQueriesThanAGroup_MatchesOracle([ValueSource(typeof(NearestOracle), nameof(NearestOracle.Measures))] ScoreMeasure measure) =>
        NearestOracle.Check(Batches.Matrix(4200, 3, seed: 5), Batches.Matrix(300, 3, seed: 6), measure, count: 2, exclusions: null, "many queries");

    [Test]
    public void Find_Exclusions_AreLeftOutAndTheRestMovesUp([ValueSource(typeof(NearestOracle), nameof(NearestOracle.Measures))] ScoreMeasure measure, [Values(1, 3, 10, 60)] int count)
    {
        float[,] rows = Batches.Matrix(60, 11, seed: 7);
        Random random = new(8);
        int[][] excluded = [.. Enumerable.Range(0, 60).Select(i => Enumerable.Range(0, 60).Where(j => j == i || random.Next(60) < i).ToArray())];

        NearestOracle.Check(rows, rows, measure, count, IndexLists.FromRows(excluded), "exclusions");
    }

    [Test]
    public void Find_AllCandidatesExcluded_FindsNone()
    {
        int[] indices = new int[2], counts = [7];
        float[] scores = new float[2];
        NearestRows.Find(new float[1, 3], new float[2, 3], ScoreMeasure.Dot, 2, IndexLists.FromRows([0, 1, 99]), indices, scores, counts);

        indices.ShouldBe([-1, -1]);
        scores.ShouldAllBe(static score => float.IsNaN(score));
        counts.ShouldBe([0]);
    }

    [Test]
    public void Find_SmallIntegers_BreaksTiesByIndex([ValueSource(typeof(NearestOracle), nameof(NearestOracle.Measures))] ScoreMeasure measure, [Values(1, 10, 100)] int count, [Values(4, 33)] int queries)
    {
        Random random = new(9);
        float[,] left = Integers(random, queries, 4), right = Integers(random, 2000, 4);
        NearestOracle.Check(left, right, measure, count, exclusions: null, "integers");
    }

    [Test]
    public void Find_NearDuplicates_OverflowTheBufferAndStayExact([ValueSource(typeof(NearestOracle), nameof(NearestOracle.Measures))] ScoreMeasure measure, [ValueSource(nameof(s_noises))] float noise, [Values(1, 10, 100)] int count)
    {
        (float[,] left, float[,] right) = Clusters(queries: 20, candidates: 3000, dimension: 19, clusters: 2, noise, seed: 10);
        NearestOracle.Check(left, right, measure, count, exclusions: null, FormattableString.Invariant($"noise {noise}"));
        NearestOracle.Check(new float[1, 19], right, measure, count, exclusions: null, "zero query");
    }

    [Test]
    public void Find_AllRowsEqual_GivesTheFirstIndices([ValueSource(typeof(NearestOracle), nameof(NearestOracle.Measures))] ScoreMeasure measure, [Values(2, 20)] int queries)
    {
        float[,] rows = new float[2000, 5];
        new MatrixSpan(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref rows[0, 0], rows.Length), 2000, 5).Fill(0.3f);
        int[] indices = new int[queries * 50];
        NearestRows.Find(((ReadOnlyMatrixSpan)rows).SliceRows(0, queries), rows, measure, 50, null, indices, new float[queries * 50]);

        for (int query = 0; query < queries; query++)
        {
            indices[(query * 50)..((query + 1) * 50)].ShouldBe(Enumerable.Range(0, 50));
        }
    }

    [Test]
    public void Find_ZeroRowsAndRowsOfEveryScale_MatchOracle([ValueSource(typeof(NearestOracle), nameof(NearestOracle.Measures))] ScoreMeasure measure, [Values(1, 10, 250)] int count, [Values(5, 30)] int queries)
    {
        float[] scales = [0, 1e-38f, 1e-31f, 1e-25f, 1e-20f, 1e-12f, 1e-3f, 1, 1e3f, 1e12f, 1e18f];
        Random random = new(11);
        float[,] left = Scaled(Batches.Matrix(queries, 13, seed: 12), scales, random), right = Scaled(Batches.Matrix(900, 13, seed: 13), scales, random);
        NearestOracle.Check(left, right, measure, count, exclusions: null, "scales");
        NearestOracle.Check(left, Scaled(Batches.Matrix(900, 13, seed: 14), [1e-25f, 1, 1e25f, 1e37f], random), measure, count, exclusions: null, "huge candidates");
        NearestOracle.Check(Scaled(Batches.Matrix(queries, 13, seed: 15), [1e-28f, 1e25f, 1e37f], random), right, measure, count, exclusions: null, "huge queries");
    }

    [Test]
    public void Find_EveryRowTiny_MatchesOracle([ValueSource(typeof(NearestOracle), nameof(NearestOracle.Measures))] ScoreMeasure measure, [Values(1e-29f, 1e-24f, 1e-22f, 1e-19f)] float scale, [Values(5, 30)] int queries)
    {
        float[,] left = Scaled(Batches.Matrix(queries, 9, seed: 16), [scale], new Random(1)), right = Scaled(Batches.Matrix(700, 9, seed: 17), [scale], new Random(1));
        NearestOracle.Check(left, right, measure, count: 10, exclusions: null, FormattableString.Invariant($"scale {scale}"));
    }

    [Test]
    public void Find_FarFromTheOrigin_KeepsDistancesExact([Values(ScoreMeasure.Euclidean, ScoreMeasure.SquaredEuclidean)] ScoreMeasure measure, [Values(2, 30)] int queries)
    {
        float[,] left = Batches.Matrix(queries, 6, seed: 18), right = Batches.Matrix(2500, 6, seed: 19);
        foreach (float[,] rows in (float[][,])[left, right])
        {
            foreach (int at in Enumerable.Range(0, rows.Length))
            {
                rows[at / 6, at % 6] += 1000;
            }
        }

        NearestOracle.Check(left, right, measure, count: 7, exclusions: null, "far away");
    }

    [Test]
    public void Find_AnyNumberOfThreads_GivesTheSameBits([ValueSource(typeof(NearestOracle), nameof(NearestOracle.Measures))] ScoreMeasure measure)
    {
        int before = ComputeThreads.MaxDegreeOfParallelism;
        (float[,] left, float[,] right) = Clusters(queries: 130, candidates: 6000, dimension: 40, clusters: 6, noise: 0.01f, seed: 20);
        int[] indices = new int[1300], first = [];
        try
        {
            foreach (int threads in (int[])[1, 2, 3, 8])
            {
                ComputeThreads.MaxDegreeOfParallelism = threads;
                NearestRows.Find(left, right, measure, 10, null, indices, new float[1300]);
                first = threads == 1 ? [.. indices] : first;
                indices.ShouldBe(first, $"{threads} threads");
            }
        }
        finally
        {
            ComputeThreads.MaxDegreeOfParallelism = before;
        }
    }

    [Test]
    public void Find_AfterTheFirstCall_AllocatesNothing([Values(4, 40)] int queries, [ValueSource(typeof(NearestOracle), nameof(NearestOracle.Measures))] ScoreMeasure measure)
    {
        int before = ComputeThreads.MaxDegreeOfParallelism;
        ComputeThreads.MaxDegreeOfParallelism = 1;
        float[,] left = Batches.Matrix(queries, 20, seed: 21), right = Batches.Matrix(3000, 20, seed: 22);
        int[] indices = new int[10 * queries];
        float[] scores = new float[10 * queries];
        long allocated = SteadyAllocation.Of(() => NearestRows.Find(left, right, measure, 10, null, indices, scores));
        ComputeThreads.MaxDegreeOfParallelism = before;

        allocated.ShouldBe(0);
    }

    [Test]
    public void Find_StridedRows_ReadsNothingBetweenThem([Values(3, 20)] int queries, [ValueSource(typeof(NearestOracle), nameof(NearestOracle.Measures))] ScoreMeasure measure)
    {
        float[,] left = Batches.Matrix(queries, 7, seed: 23), right = Batches.Matrix(500, 7, seed: 24);
        StridedMatrix leftApart = new(queries, 7, 3, 1), rightApart = new(500, 7, 2, 2);
        ((ReadOnlyMatrixSpan)left).CopyTo(leftApart.Span);
        ((ReadOnlyMatrixSpan)right).CopyTo(rightApart.Span);
        int[] expected = new int[5 * queries], got = new int[5 * queries];
        NearestRows.Find(left, right, measure, 5, null, expected, new float[5 * queries]);
        NearestRows.Find(leftApart.Span, rightApart.Span, measure, 5, null, got, new float[5 * queries]);

        got.ShouldBe(expected);
    }

    private static float[,] Integers(Random random, int rows, int dimension)
    {
        float[,] values = new float[rows, dimension];
        for (int i = 0; i < values.Length; i++)
        {
            values[i / dimension, i % dimension] = random.Next(-2, 3);
        }

        return values;
    }

    private static float[,] Scaled(float[,] rows, float[] scales, Random random)
    {
        for (int row = 0; row < rows.GetLength(0); row++)
        {
            float scale = scales[random.Next(scales.Length)];
            for (int column = 0; column < rows.GetLength(1); column++)
            {
                rows[row, column] *= scale;
            }
        }

        return rows;
    }

    private static (float[,] Queries, float[,] Candidates) Clusters(int queries, int candidates, int dimension, int clusters, float noise, int seed)
    {
        float[,] centers = Batches.Matrix(clusters, dimension, seed), left = Batches.Matrix(queries, dimension, seed + 1), right = Batches.Matrix(candidates, dimension, seed + 2);
        foreach (float[,] rows in (float[][,])[left, right])
        {
            for (int i = 0; i < rows.Length; i++)
            {
                (int row, int column) = (i / dimension, i % dimension);
                rows[row, column] = centers[row % clusters, column] + (noise * rows[row, column]);
            }
        }

        return (left, right);
    }
}
