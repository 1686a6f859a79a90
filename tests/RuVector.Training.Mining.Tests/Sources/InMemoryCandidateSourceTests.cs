using RuVector.Training.TestKit;

namespace RuVector.Training.Mining.Tests;

[TestFixture]
public sealed class InMemoryCandidateSourceTests
{
    private const int Dimension = 6;

    [Test]
    public async Task SearchAsync_ManyQueries_FindTheClosestWithoutTheExcluded(
        [Values(ScoreMeasure.Cosine, ScoreMeasure.Dot, ScoreMeasure.Euclidean, ScoreMeasure.SquaredEuclidean)] ScoreMeasure measure)
    {
        const int Candidates = 300, Queries = 600;
        float[,] candidates = Batches.Matrix(Candidates, Dimension, seed: 1), queries = Batches.Matrix(Queries, Dimension, seed: 2);
        long[] ids = [.. Enumerable.Range(0, Candidates).Select(static row => 1000L - (row * 3))];
        InMemoryCandidateSource source = new(Flat(candidates), Dimension, ids, measure);
        CandidateQuery[] asked = [.. Enumerable.Range(0, Queries).Select(q => new CandidateQuery { Vector = Flat(queries).AsMemory(q * Dimension, Dimension), ExcludedIds = [ids[q % 300], ids[(q * 7) % 300], 5_000_000] })];

        IReadOnlyList<ScoredId[]> found = await source.SearchAsync(asked, 5);

        found.Count.ShouldBe(Queries);
        for (int q = 0; q < Queries; q++)
        {
            double Closeness(int row) => (measure is ScoreMeasure.Cosine or ScoreMeasure.Dot ? 1 : -1) * MiningOracle.Score(measure, queries, q, candidates, row);
            int[] expected = [.. Enumerable.Range(0, Candidates).Where(row => !asked[q].ExcludedIds.Contains(ids[row])).OrderByDescending(Closeness).Take(5)];
            found[q].Select(static one => one.Id).ShouldBe(expected.Select(row => ids[row]));
            Tolerance.ForFloat.ShouldAccept(Array.ConvertAll(found[q], static one => one.Score), [.. expected.Select(row => MiningOracle.Score(measure, queries, q, candidates, row))]);
        }
    }

    [Test]
    public async Task SearchAsync_FewerThanAskedFor_GivesShorterLists()
    {
        InMemoryCandidateSource source = new(new float[] { 1, 0, 0, 1, 1, 1 }, 2, [7, 8, 9]);
        IReadOnlyList<ScoredId[]> found = await source.SearchAsync([new() { Vector = new float[] { 1, 0 }, ExcludedIds = [9] }, new() { Vector = new float[] { 1, 0 }, ExcludedIds = [7, 8, 9] }], 10);
        found[0].ShouldBe([new ScoredId(7, 1), new ScoredId(8, 0)]);
        found[1].ShouldBeEmpty();
        (await new InMemoryCandidateSource(ReadOnlyMemory<float>.Empty, 2, []).SearchAsync([new() { Vector = new float[2] }], 3))[0].ShouldBeEmpty();
        (await source.SearchAsync([], 3)).ShouldBeEmpty();
    }

    [Test]
    public async Task SearchAsync_EqualVectors_AreInOrderOfTheirRows()
    {
        InMemoryCandidateSource source = new(new float[] { 1, 1, 1, 2 }, 1, [40, 30, 20, 10]);
        (await source.SearchAsync([new() { Vector = new float[] { 1 } }], 3))[0].Select(static one => one.Id).ShouldBe([40, 30, 20]);
    }

    [Test]
    public void SearchAsync_Cancelled_EndsTheSearch()
    {
        InMemoryCandidateSource source = new(new float[] { 1 }, 1, [1]);
        using CancellationTokenSource ending = new();
        CancelsWhenRead queries = new(600, ending);
        Should.Throw<OperationCanceledException>(async () => await source.SearchAsync(queries, 1, ending.Token));
        queries.Reads.ShouldBeLessThan(3 * 600, "the parts after the token was cancelled are not searched");
        Should.Throw<OperationCanceledException>(async () => await source.SearchAsync([], 1, new CancellationToken(canceled: true)));
    }

    [Test]
    public void SearchAsync_WrongCall_IsRefused()
    {
        InMemoryCandidateSource source = new(new float[] { 1, 0 }, 2, [1]);
        Should.Throw<ArgumentException>(() => source.SearchAsync([new() { Vector = new float[3] }], 1)).Message.ShouldBe("Expected vectors of dimension 2, as the source has, but query 0 has 3. (Parameter 'queries')");
        Should.Throw<NonFiniteValueException>(() => source.SearchAsync([new() { Vector = new float[2] }, new() { Vector = new[] { 1, float.NaN } }], 1))
            .Message.ShouldBe("Expected finite values, but got NaN in row 1, column 1. (Parameter 'queries')");
        Should.Throw<ArgumentOutOfRangeException>(() => source.SearchAsync([], 0)).ParamName.ShouldBe("count");
        Should.Throw<ArgumentNullException>(() => source.SearchAsync(null!, 1)).ParamName.ShouldBe("queries");
    }

    [Test]
    public void Constructor_VectorsThatDoNotFit_AreRefused()
    {
        Should.Throw<ArgumentException>(() => new InMemoryCandidateSource(new float[5], 2, [1, 2])).Message.ShouldBe("Expected 4 values, 2 for each of 2 ids, but got 5. (Parameter 'vectors')");
        Should.Throw<ArgumentException>(() => new InMemoryCandidateSource(new float[6], 2, [1, 2, 1])).Message.ShouldBe("Expected each id once, but rows 0 and 2 have the id 1. (Parameter 'ids')");
        Should.Throw<NonFiniteValueException>(() => new InMemoryCandidateSource(new[] { 1, float.NaN }, 2, [1])).ParamName.ShouldBe("vectors");
        Should.Throw<ArgumentOutOfRangeException>(() => new InMemoryCandidateSource(new float[2], 2, [1], ScoreMeasure.UnitEuclidean)).ParamName.ShouldBe("measure");
        Should.Throw<ArgumentOutOfRangeException>(() => new InMemoryCandidateSource(new float[2], 0, [1])).ParamName.ShouldBe("dimension");
    }

    private static float[] Flat(float[,] matrix)
    {
        float[] values = new float[matrix.Length];
        Buffer.BlockCopy(matrix, 0, values, 0, values.Length * sizeof(float));
        return values;
    }

    /// <summary>Queries that end the search while its first part is being read.</summary>
    private sealed class CancelsWhenRead(int count, CancellationTokenSource source) : IReadOnlyList<CandidateQuery>
    {
        private readonly CandidateQuery _query = new() { Vector = new float[] { 1 } };

        public int Reads { get; private set; }

        public int Count => count;

        public CandidateQuery this[int index]
        {
            get
            {
                // Checking the queries reads each one up to twice; the next read belongs to the search.
                if (++Reads > 2 * count)
                {
                    source.Cancel();
                }

                return _query;
            }
        }

        public IEnumerator<CandidateQuery> GetEnumerator() => Enumerable.Repeat(_query, count).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
