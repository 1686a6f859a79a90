namespace RuVector.Training.Numerics.Tests;

[TestFixture]
public sealed class NearestRowsArgumentTests
{
    [Test]
    public void Find_ShapesThatDoNotFit_AreRefusedWithBothNumbers()
    {
        Refused(() => Find(new float[2, 3], new float[4, 5])).ShouldBe("Expected candidates of dimension 3, as the queries have, but got 5. (Parameter 'candidates')");
        Refused(() => Find(new float[2, 3], new float[4, 3], indices: 3)).ShouldBe("Expected room for 4 indices, 2 for each of 2 queries, but got 3. (Parameter 'indices')");
        Refused(() => Find(new float[2, 3], new float[4, 3], scores: 5)).ShouldBe("Expected room for 4 scores, 2 for each of 2 queries, but got 5. (Parameter 'scores')");
        Refused(() => Find(new float[2, 3], new float[4, 3], counts: 1)).ShouldBe("Expected room for 2 counts, one for each query, or for none, but got 1. (Parameter 'counts')");
        Refused(() => Find(new float[2, 3], new float[4, 3], exclusions: IndexLists.FromRows([0])))
            .ShouldBe("Expected 2 lists of exclusions, one for each query, but got 1. (Parameter 'exclusions')");
    }

    [Test]
    public void Find_CountOrMeasureOutOfRange_IsRefused()
    {
        Refused(() => NearestRows.Find(new float[2, 3], new float[4, 3], ScoreMeasure.Dot, 0, null, [], [])).ShouldStartWith("Expected a count of at least 1, but got 0.");
        Refused(() => NearestRows.Find(new float[2, 3], new float[4, 3], (ScoreMeasure)9, 1, null, new int[2], new float[2])).ShouldStartWith("Expected Cosine, Dot, Euclidean or SquaredEuclidean, but got 9.");
    }

    [Test]
    public void Find_ScoresInsideAnInput_AreRefused()
    {
        float[] values = new float[12];
        Refused(() => NearestRows.Find(new ReadOnlyMatrixSpan(values, 4, 3), new float[4, 3], ScoreMeasure.Dot, 1, null, new int[4], values.AsSpan(0, 4)))
            .ShouldBe("Expected scores that overlap neither the queries nor the candidates. (Parameter 'scores')");
    }

    [Test]
    public void Find_NonFiniteValue_IsRefusedWithItsPlaceAndNothingIsWritten(
        [Values(float.NaN, float.PositiveInfinity, float.NegativeInfinity)] float value, [Values(2, 40)] int queries, [ValueSource(typeof(NearestOracle), nameof(NearestOracle.Measures))] ScoreMeasure measure)
    {
        float[,] left = new float[queries, 3], right = new float[5000, 3];
        int[] indices = new int[queries];
        (right[4321, 2], right[4900, 0]) = (value, value);
        NonFiniteValueException error = Should.Throw<NonFiniteValueException>(() => NearestRows.Find(left, right, measure, 1, null, indices, new float[queries]));
        (error.ParamName, error.Row, error.Column).ShouldBe(("candidates", 4321, 2));

        left[1, 1] = value;
        error = Should.Throw<NonFiniteValueException>(() => NearestRows.Find(left, right, measure, 1, null, indices, new float[queries]));
        (error.ParamName, error.Row, error.Column).ShouldBe(("queries", 1, 1));
        indices.ShouldAllBe(static index => index == 0);
    }

    [Test]
    public void Find_NoQueries_StillRefusesCandidates() =>
        Should.Throw<NonFiniteValueException>(() => NearestRows.Find(new float[0, 1], new float[,] { { 0 }, { float.NaN } }, ScoreMeasure.Dot, 1, null, [], [])).Row.ShouldBe(1);

    [Test]
    public void Find_NoDimension_TiesAll()
    {
        int[] indices = new int[6];
        NearestRows.Find(new float[2, 0], new float[4, 0], ScoreMeasure.Euclidean, 3, null, indices, new float[6]);

        indices.ShouldBe([0, 1, 2, 0, 1, 2]);
    }

    [Test]
    public void Find_DotProductsThatOverflow_RankInfinities([Values(1, 40)] int queries)
    {
        float[,] candidates = { { -1e30f, 0 }, { 1, 0 }, { 1e30f, 0 }, { -1e30f, 0 }, { 0, 1e30f } };
        float[,] left = new float[queries, 2];
        new MatrixSpan(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref left[0, 0], left.Length), queries, 2).Fill(1e30f);
        int[] indices = new int[5 * queries];
        float[] scores = new float[5 * queries];
        NearestRows.Find(left, candidates, ScoreMeasure.Dot, 5, null, indices, scores);

        indices[^5..].ShouldBe([2, 4, 1, 0, 3]);
        scores[^5..].ShouldBe([float.PositiveInfinity, float.PositiveInfinity, 1e30f, float.NegativeInfinity, float.NegativeInfinity]);
    }

    [Test]
    public void PackedKeys_Sorted_AreLargestFirstThenByIndexAndNaNLast()
    {
        float[] keys = [float.NaN, float.NegativeInfinity, -1, -0f, 0, float.Epsilon, 1, float.PositiveInfinity];
        ulong[] packed = [.. keys.Select(static (key, index) => PackedKey.Pack(key, index))];
        Array.Sort(packed);

        packed.Select(PackedKey.IndexOf).ShouldBe([7, 6, 5, 3, 4, 2, 1, 0]);
        packed.Select(PackedKey.KeyOf).ShouldBe([float.PositiveInfinity, 1, float.Epsilon, 0, 0, -1, float.NegativeInfinity, float.NaN]);
    }

    private static string Refused(Action find) => Should.Throw<ArgumentException>(find).Message;

    private static void Find(float[,] queries, float[,] candidates, int indices = 4, int scores = 4, int counts = 0, IndexLists? exclusions = null) =>
        NearestRows.Find(queries, candidates, ScoreMeasure.Cosine, 2, exclusions, new int[indices], new float[scores], new int[counts]);
}
