using RuVector.Training.Evaluation;
using RuVector.Training.TestKit;

namespace RuVector.Training.Tests.Evaluation;

[TestFixture]
public sealed class SimilarityEvaluatorTests
{
    // Cosines of the query (1, 0): 1, 0.6, 0, -1, 0 (zero vector).
    private static readonly float[,] _documents = { { 2, 0 }, { 3, 4 }, { 0, 1 }, { -1, 0 }, { 0, 0 } };
    private static readonly float[,] _query = { { 5, 0 } };

    [Test]
    public void Evaluate_HandCase_HasTheseFigures()
    {
        SimilarityResult result = SimilarityEvaluator.Evaluate(_query, _documents, IndexLists.FromRows([1, 3]), IndexLists.FromRows([2]));

        result.Alignment.ShouldBe(2 - (2 * (0.6 - 1) / 2), 1e-6);
        Bins(result.Positives).ShouldBe("0:1 32:1");
        result.Positives.Mean.ShouldBe(-0.2, 1e-6);
        Bins(result.Negatives).ShouldBe("20:1 39:1");
        result.Negatives.Mean.ShouldBe(0.5, 1e-6);
        result.Margins.Mean.ShouldBe(0.6 - 1, 1e-6);
        (result.Margins.Queries, result.Margins.QueriesLeftOut, result.Margins.PositiveShare).ShouldBe((1, 0, 0));
    }

    [Test]
    public void Evaluate_PerfectPairs_HaveAlignmentZeroAndFullMargins()
    {
        float[,] axes = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };
        SimilarityResult result = SimilarityEvaluator.Evaluate(axes, axes, IndexLists.FromRows([0], [1], [2]));

        result.Alignment.ShouldBe(0, 1e-6);
        result.Margins.ShouldBe(new MarginStatistics(3, 0, 1, 1, 1, 1, 1));
        (result.Positives.Count, result.Negatives.Count).ShouldBe((3, 6));
    }

    [Test]
    public void Evaluate_FourMargins_HaveInterpolatedQuartiles()
    {
        float[,] documents = { { 1, 0 }, { 0, 1 } };
        float[,] queries = { { 1, 0 }, { 0.8f, 0.6f }, { 0.6f, 0.8f }, { 0, 1 } };

        MarginStatistics margins = SimilarityEvaluator.Evaluate(queries, documents, IndexLists.FromRows([0], [0], [0], [0])).Margins;

        // 1, 0.2, -0.2, -1.
        margins.Mean.ShouldBe(0, 1e-6);
        margins.LowerQuartile.ShouldBe(-0.4, 1e-6);
        margins.Median.ShouldBe(0, 1e-6);
        margins.UpperQuartile.ShouldBe(0.4, 1e-6);
        margins.PositiveShare.ShouldBe(0.5);
    }

    [Test]
    public void Evaluate_QueriesWithoutGoldOrWithoutOthers_AreLeftOutOfTheMarginsAndCounted()
    {
        SimilarityResult result = SimilarityEvaluator.Evaluate(new float[,] { { 1, 0 }, { 0, 1 } }, new float[,] { { 1, 0 } }, IndexLists.FromRows([], [0]));

        result.Margins.ShouldBe(new MarginStatistics(0, 2, 0, 0, 0, 0, 0));
        (result.Positives.Count, result.Negatives.Count).ShouldBe((1, 1));
        result.Alignment.ShouldBe(2, 1e-6);
        SimilarityEvaluator.Evaluate(new float[0, 2], _documents, new IndexLists()).Alignment.ShouldBe(0);
    }

    [Test]
    public void Evaluate_RandomVectors_CountsEveryPairOnceIntoItsBin()
    {
        float[,] queries = Batches.Matrix(37, 3, seed: 1);
        float[,] documents = Batches.Matrix(301, 3, seed: 2);
        IndexLists gold = IndexLists.FromRows([.. Enumerable.Range(0, 37).Select(static i => new[] { i, i + 50 })]);
        IndexLists ignored = IndexLists.FromRows([.. Enumerable.Range(0, 37).Select(static i => new[] { i + 100 })]);

        SimilarityResult result = SimilarityEvaluator.Evaluate(queries, documents, gold, ignored);

        (result.Positives.Count, result.Negatives.Count).ShouldBe((2 * 37, 37 * (301 - 3)));
        for (int bin = 0; bin < SimilarityHistogram.BinCount; bin++)
        {
            // Cosines this near to an edge may fall on either side of it in float32.
            (double low, double high) = (-1 + (bin / 20.0), -1 + ((bin + 1) / 20.0));
            result.Negatives.Counts[bin].ShouldBeInRange(Count(low + 1e-6, high - 1e-6), Count(low - 1e-6, high + 1e-6));
        }

        long Count(double low, double high) => Enumerable.Range(0, 37).Sum(i => Enumerable.Range(0, 301)
            .Count(j => j != i && j != i + 50 && j != i + 100 && Cosine(queries, i, documents, j) is var cosine && cosine >= low && cosine < high));
    }

    [Test]
    public void Evaluate_PositiveMargins_AreTheAccuracyAtOne()
    {
        float[,] queries = Batches.Matrix(60, 4, seed: 3);
        float[,] documents = Batches.Matrix(60, 4, seed: 4);
        IndexLists gold = IndexLists.FromRows([.. Enumerable.Range(0, 60).Select(static i => new[] { i, (i + 7) % 60, (i + 20) % 60 })]);

        double share = SimilarityEvaluator.Evaluate(queries, documents, gold).Margins.PositiveShare;

        share.ShouldBe(RetrievalEvaluator.Evaluate(queries, documents, gold).AccuracyAt(1));
        share.ShouldBeInRange(0.01, 0.5);
    }

    [Test]
    public void Evaluate_BadInput_SaysWhatIsWrong()
    {
        Should.Throw<ArgumentException>(static () => SimilarityEvaluator.Evaluate(_query, _documents, new IndexLists())).Message
            .ShouldStartWith("Expected a gold list for each of 1 queries, but got 0 lists.");
        Should.Throw<ArgumentException>(static () => SimilarityEvaluator.Evaluate(_query, _documents, IndexLists.FromRows([9]))).Message
            .ShouldStartWith("Expected indices from 0 to 4, but row 0 has 9.");
        Should.Throw<NonFiniteValueException>(static () => SimilarityEvaluator.Evaluate(_query, new[,] { { float.NaN, 0 } }, IndexLists.FromRows([0])));
    }

    private static string Bins(SimilarityHistogram histogram) =>
        string.Join(' ', histogram.Counts.Select(static (count, bin) => (count, bin)).Where(static pair => pair.count > 0).Select(static pair => $"{pair.bin}:{pair.count}"));

    private static double Cosine(float[,] a, int i, float[,] b, int j)
    {
        (double dot, double aa, double bb) = (0, 0, 0);
        for (int d = 0; d < a.GetLength(1); d++)
        {
            (dot, aa, bb) = (dot + ((double)a[i, d] * b[j, d]), aa + ((double)a[i, d] * a[i, d]), bb + ((double)b[j, d] * b[j, d]));
        }

        return dot / Math.Sqrt(aa * bb);
    }
}
