using RuVector.Training.Evaluation;
using RuVector.Training.TestKit;

namespace RuVector.Training.Tests.Evaluation;

[TestFixture]
public sealed class RetrievalEvaluatorTests
{
    // Cosines of the query (1, 0): 1, 0.6, 0, -1, 0 (zero vector).
    private static readonly float[,] _documents = { { 2, 0 }, { 3, 4 }, { 0, 1 }, { -1, 0 }, { 0, 0 } };
    private static readonly float[,] _query = { { 5, 0 } };

    [TestCase(new[] { 0 }, new int[0], 1)]
    [TestCase(new[] { 1 }, new int[0], 2)]
    [TestCase(new[] { 1 }, new[] { 0 }, 1, Description = "an ignored document is not ranked")]
    [TestCase(new[] { 1, 3 }, new int[0], 2, Description = "the best gold counts")]
    [TestCase(new[] { 3, 2 }, new[] { 0 }, 3, Description = "the other gold is not ranked; the zero vector ties")]
    [TestCase(new[] { 3 }, new int[0], 5)]
    [TestCase(new[] { 2 }, new int[0], 4, Description = "the zero vector has cosine 0 too: a tie counts against")]
    [TestCase(new[] { 4 }, new int[0], 4)]
    public void Evaluate_HandCase_HasThisRank(int[] gold, int[] ignored, int rank) =>
        RetrievalEvaluator.Evaluate(_query, _documents, IndexLists.FromRows(gold), IndexLists.FromRows(ignored)).Ranks.ShouldBe([rank]);

    [Test]
    public void Evaluate_Measures_OrderByThem()
    {
        float[,] documents = { { 1, 0 }, { 3, 1 }, { 8, 8 } };
        float[,] query = { { 2, 1 } };

        Rank(ScoreMeasure.Dot).ShouldBe(3);
        Rank(ScoreMeasure.Cosine).ShouldBe(3);
        Rank(ScoreMeasure.Euclidean).ShouldBe(2);
        Rank(ScoreMeasure.SquaredEuclidean).ShouldBe(2);

        int Rank(ScoreMeasure measure) => RetrievalEvaluator.Evaluate(query, documents, IndexLists.FromRows([0]), measure: measure).Ranks[0];
    }

    [Test]
    public void Evaluate_CollapsedModel_HasTheLastRank()
    {
        float[,] same = Repeated(Batches.Vector(37, seed: 1), 300);

        RetrievalResult result = RetrievalEvaluator.Evaluate(Repeated(Batches.Vector(37, seed: 2), 40), same, Gold(40, 300));

        result.Ranks.ShouldAllBe(static rank => rank == 300);
    }

    [Test]
    public void Evaluate_ZeroQuery_HasTheLastRank() =>
        RetrievalEvaluator.Evaluate(new float[,] { { 0, 0 } }, _documents, IndexLists.FromRows([0])).Ranks.ShouldBe([5]);

    [Test]
    public void Evaluate_ScoreThatIsNaN_CountsAgainstTheModel()
    {
        float[,] query = { { 3e38f, 3e38f } };
        float[,] documents = { { 1, 1 }, { 3e38f, -3e38f } };

        RetrievalEvaluator.Evaluate(query, documents, IndexLists.FromRows([0]), measure: ScoreMeasure.Dot).Ranks.ShouldBe([2]);
        RetrievalEvaluator.Evaluate(query, documents, IndexLists.FromRows([1]), measure: ScoreMeasure.Dot).Ranks.ShouldBe([2]);
    }

    /// <summary>Random vectors with many exact ties, against a slow, obvious loop.</summary>
    [Test]
    public void Evaluate_RandomVectors_HasTheRanksOfTheOracle(
        [Values(2, 3, 7, 65)] int dimension, [Values(ScoreMeasure.Cosine, ScoreMeasure.Dot, ScoreMeasure.Euclidean)] ScoreMeasure measure)
    {
        float[,] queries = Batches.Matrix(23, dimension, seed: dimension);
        float[,] documents = WithCopies(Batches.Matrix(301, dimension, seed: dimension + 1));
        if (measure != ScoreMeasure.Cosine)
        {
            Round(queries);
            Round(documents);
        }

        IndexLists gold = new();
        IndexLists ignored = new();
        Random random = new(dimension);
        for (int i = 0; i < 23; i++)
        {
            int[] drawn = [.. Enumerable.Range(0, 301).OrderBy(_ => random.Next()).Take(6)];
            gold.AddRow(drawn.AsSpan(0, 1 + (i % 3)));
            ignored.AddRow(drawn.AsSpan(3, i % 4));
        }

        RetrievalEvaluator.Evaluate(queries, documents, gold, ignored, measure).Ranks.ShouldBe(Oracle(queries, documents, gold, ignored, measure));
    }

    [Test]
    public void Evaluate_BadInput_SaysWhatIsWrong()
    {
        Message(new float[0, 2], []).ShouldStartWith("Expected at least one query and a gold list for each, but got 0 queries and 0 lists.");
        Message(_query, [[0], [1]]).ShouldStartWith("Expected at least one query and a gold list for each, but got 1 queries and 2 lists.");
        Message(_query, [[]]).ShouldStartWith("Expected at least one gold document for each query, but query 0 has none.");
        Message(_query, [[5]]).ShouldStartWith("Expected indices from 0 to 4, but row 0 has 5.");
        Message(_query, [[1]], [[0], []]).ShouldStartWith("Expected a list for each of 1 rows, but got 2.");
        Message(_query, [[1]], [[0, 1]]).ShouldStartWith("Expected an index to be gold or ignored, but 1 is both in row 0.");
        Message(new[,] { { 1, float.NaN } }, [[1]]).ShouldStartWith("Expected finite values, but got NaN in row 0, column 1.");
        Should.Throw<NonFiniteValueException>(static () => RetrievalEvaluator.Evaluate(_query, new[,] { { float.PositiveInfinity, 0 } }, IndexLists.FromRows([0])));

        static string Message(float[,] queries, int[][] gold, int[][]? ignored = null) =>
            Should.Throw<ArgumentException>(() => RetrievalEvaluator.Evaluate(queries, _documents, IndexLists.FromRows(gold), ignored is null ? null : IndexLists.FromRows(ignored))).Message;
    }

    private static IndexLists Gold(int queries, int documents) => IndexLists.FromRows([.. Enumerable.Range(0, queries).Select(i => new[] { i * 7 % documents })]);

    private static float[,] Repeated(float[] vector, int count)
    {
        float[,] rows = new float[count, vector.Length];
        for (int i = 0; i < count; i++)
        {
            vector.CopyTo(((MatrixSpan)rows)[i]);
        }

        return rows;
    }

    // Whole numbers: products are exact in float32, so different vectors tie too.
    private static void Round(MatrixSpan matrix)
    {
        foreach (ref float value in matrix.Values)
        {
            value = MathF.Round(value);
        }
    }

    private static float[,] WithCopies(float[,] matrix)
    {
        MatrixSpan rows = matrix;
        for (int row = 100; row < 200; row++)
        {
            rows[row - 100].CopyTo(rows[row]);
        }

        return matrix;
    }

    private static int[] Oracle(float[,] queries, float[,] documents, IndexLists gold, IndexLists ignored, ScoreMeasure measure)
    {
        int[] ranks = new int[gold.Count];
        for (int i = 0; i < ranks.Length; i++)
        {
            double[] scores = [.. Enumerable.Range(0, documents.GetLength(0)).Select(j => Score(queries, i, documents, j, measure))];
            double best = gold[i].ToArray().Max(j => scores[j]);
            ranks[i] = 1 + Enumerable.Range(0, scores.Length).Count(j => !gold[i].Contains(j) && !ignored[i].Contains(j) && scores[j] >= best);
        }

        return ranks;
    }

    private static double Score(float[,] queries, int i, float[,] documents, int j, ScoreMeasure measure)
    {
        (double dot, double a, double b, double distance) = (0, 0, 0, 0);
        for (int d = 0; d < queries.GetLength(1); d++)
        {
            dot += (double)queries[i, d] * documents[j, d];
            a += (double)queries[i, d] * queries[i, d];
            b += (double)documents[j, d] * documents[j, d];
            distance -= Math.Pow((double)queries[i, d] - documents[j, d], 2);
        }

        return measure switch { ScoreMeasure.Dot => dot, ScoreMeasure.Euclidean => distance, _ => dot / Math.Sqrt(a * b) };
    }
}
