using RuVector.Training.Evaluation;
using RuVector.Training.TestKit;

namespace RuVector.Training.Tests.Evaluation;

[TestFixture]
public sealed class RankingEvaluatorTests
{
    // Dot products with (1, 0, 0, 0) and so on: the scores are the values of the query.
    private static readonly float[,] _axes = { { 1, 0, 0, 0 }, { 0, 1, 0, 0 }, { 0, 0, 1, 0 }, { 0, 0, 0, 1 } };

    /// <summary>The rankings 3 1 2 0 and 0 1 2 3 of the golden case hand_small.</summary>
    [Test]
    public void Evaluate_GoldenRankings_HaveTheGoldenMetrics()
    {
        float[,] queries = { { 1, 3, 2, 4 }, { 4, 3, 2, 1 } };

        IReadOnlyDictionary<int, RankingSummary> summaries = RankingEvaluator.Evaluate(queries, _axes, IndexLists.FromRows([1, 2], [3]), [10, 1, 2, 3], measure: ScoreMeasure.Dot);

        summaries.Keys.ShouldBe([1, 2, 3, 10]);
        summaries[1].Mean.ShouldBe(default(RankingScores));
        RankingScores two = summaries[2].Mean!.Value;
        (two.Accuracy, two.Precision, two.Recall, two.ReciprocalRank, two.AveragePrecision, two.TrecAveragePrecision).ShouldBe((0.5, 0.25, 0.25, 0.25, 0.125, 0.125));
        two.Ndcg.ShouldBe(0.19342640361727081, 1e-15);
        RankingScores three = summaries[3].Mean!.Value;
        (three.Recall, three.ReciprocalRank).ShouldBe((0.5, 0.25));
        three.AveragePrecision.ShouldBe(0.29166666666666663, 1e-15);
        three.Ndcg.ShouldBe(0.3467132018086354, 1e-15);
        summaries[10].Mean!.Value.ReciprocalRank.ShouldBe((0.5 + 0.25) / 2);
        summaries[10].Mean!.Value.Precision.ShouldBe((0.2 + 0.1) / 2, 1e-15);
    }

    [Test]
    public void Evaluate_Ties_GoToTheLowerIdWhereRanksCountThemAgainstTheModel()
    {
        float[,] documents = { { 1, 0 }, { 1, 0 }, { 1, 0 } };
        float[,] query = { { 2, 0 } };

        RankingEvaluator.Evaluate(query, documents, IndexLists.FromRows([1]), [3])[3].Mean!.Value.ReciprocalRank.ShouldBe(0.5);
        RetrievalEvaluator.Evaluate(query, documents, IndexLists.FromRows([1])).Ranks.ShouldBe([3]);
    }

    [Test]
    public void Evaluate_IgnoredAndQueriesWithoutGold_AreLeftOut()
    {
        float[,] queries = { { 4, 3, 2, 1 }, { 4, 3, 2, 1 }, { 1, 2, 3, 4 } };

        RankingSummary summary = RankingEvaluator.Evaluate(queries, _axes, IndexLists.FromRows([2], [], [0]), [2], IndexLists.FromRows([0], [], [1, 2, 3]), ScoreMeasure.Dot)[2];

        (summary.Queries, summary.QueriesLeftOut).ShouldBe((2, 1));
        summary.Mean!.Value.ReciprocalRank.ShouldBe((0.5 + 1) / 2);
    }

    [Test]
    public void Evaluate_NoQueryOrNoDocument_HasNoScores()
    {
        RankingEvaluator.Evaluate(new float[0, 4], _axes, new IndexLists(), [5])[5].ShouldBe(new RankingSummary(null, 0, 0));
        RankingEvaluator.Evaluate(_axes, new float[0, 4], IndexLists.FromRows([], [], [], []), [5])[5].ShouldBe(new RankingSummary(null, 0, 4));
    }

    [TestCase(ScoreMeasure.Cosine)]
    [TestCase(ScoreMeasure.Dot)]
    [TestCase(ScoreMeasure.Euclidean)]
    [TestCase(ScoreMeasure.UnitEuclidean)]
    public void Evaluate_RandomVectors_HasTheScoresOfSortedRankings(ScoreMeasure measure)
    {
        float[,] queries = Batches.Matrix(23, 5, seed: 1);
        float[,] documents = Batches.Matrix(150, 5, seed: 2);
        IndexLists gold = IndexLists.FromRows([.. Enumerable.Range(0, 23).Select(static i => new[] { i, i + 40, (3 * i) + 50 })]);

        IReadOnlyDictionary<int, RankingSummary> summaries = RankingEvaluator.Evaluate(queries, documents, gold, [1, 10, 200], measure: measure);

        foreach (int cutoff in (int[])[1, 10, 200])
        {
            RankingScores?[] expected = [.. Enumerable.Range(0, 23).Select(i => RankingMetrics.Score<int>(
                [.. Enumerable.Range(0, 150).OrderByDescending(j => Score(queries, i, documents, j, measure)).ThenBy(static j => j)], gold[i].ToArray().ToHashSet(), cutoff))];
            summaries[cutoff].ShouldBe(RankingMetrics.Average(expected));
        }
    }

    [Test]
    public void Evaluate_WithoutTies_HasTheReciprocalRanksOfTheRetrievalEvaluator()
    {
        float[,] queries = Batches.Matrix(40, 6, seed: 1);
        float[,] documents = Batches.Matrix(300, 6, seed: 2);
        IndexLists gold = IndexLists.FromRows([.. Enumerable.Range(0, 40).Select(static i => new[] { i })]);

        RankingEvaluator.Evaluate(queries, documents, gold, [300])[300].Mean!.Value.ReciprocalRank
            .ShouldBe(RetrievalEvaluator.Evaluate(queries, documents, gold).MeanReciprocalRank, 1e-12);
    }

    [Test]
    public void Evaluate_BadInput_SaysWhatIsWrong()
    {
        Message([[0]], [1]).ShouldStartWith("Expected a gold list for each of 4 queries and at least one cut-off, but got 1 lists and 1 cut-offs.");
        Message([[0], [1], [2], [3]], []).ShouldStartWith("Expected a gold list for each of 4 queries and at least one cut-off, but got 4 lists and 0 cut-offs.");
        Message([[0], [1], [2], [4]], [1]).ShouldStartWith("Expected indices from 0 to 3, but row 3 has 4.");
        Should.Throw<ArgumentOutOfRangeException>(static () => RankingEvaluator.Evaluate(_axes, _axes, IndexLists.FromRows([], [], [], []), [1, 0])).ParamName.ShouldBe("cutoffs");

        static string Message(int[][] gold, int[] cutoffs) =>
            Should.Throw<ArgumentException>(() => RankingEvaluator.Evaluate(_axes, _axes, IndexLists.FromRows(gold), cutoffs)).Message;
    }

    private static double Score(float[,] a, int i, float[,] b, int j, ScoreMeasure measure)
    {
        (double dot, double aa, double bb) = (0, 0, 0);
        for (int d = 0; d < a.GetLength(1); d++)
        {
            (dot, aa, bb) = (dot + ((double)a[i, d] * b[j, d]), aa + ((double)a[i, d] * a[i, d]), bb + ((double)b[j, d] * b[j, d]));
        }

        return measure switch { ScoreMeasure.Dot => dot, ScoreMeasure.Euclidean => (2 * dot) - aa - bb, _ => dot / Math.Sqrt(aa * bb) };
    }
}
