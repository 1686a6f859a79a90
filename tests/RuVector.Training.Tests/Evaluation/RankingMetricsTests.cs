using RuVector.Training.Evaluation;

namespace RuVector.Training.Tests.Evaluation;

public sealed class RankingMetricsTests
{
    private static readonly HashSet<int> OneAndTwo = [1, 2];

    [Test]
    public void Score_WorkedByHand_GivesEveryMetric()
    {
        RankingScores scores = RankingMetrics.Score([3, 1, 2, 0], OneAndTwo, cutoff: 3).ShouldNotBeNull();

        double dcg = (1 / Math.Log2(3)) + (1 / Math.Log2(4));
        double ideal = 1 + (1 / Math.Log2(3));
        scores.Accuracy.ShouldBe(1);
        scores.Precision.ShouldBe(2.0 / 3, 1e-15);
        scores.Recall.ShouldBe(1);
        scores.ReciprocalRank.ShouldBe(0.5);
        scores.AveragePrecision.ShouldBe(((1.0 / 2) + (2.0 / 3)) / 2, 1e-15);
        scores.TrecAveragePrecision.ShouldBe(((1.0 / 2) + (2.0 / 3)) / 2, 1e-15);
        scores.Ndcg.ShouldBe(dcg / ideal, 1e-15);
        (scores.LinearNdcg, scores.ExponentialNdcg).ShouldBe((scores.Ndcg, scores.Ndcg));
    }

    [Test]
    public void Score_Grades_AreLinearOrExponentialGains()
    {
        Dictionary<string, double> grades = new() { ["a"] = 1, ["b"] = 3, ["c"] = 2, ["d"] = 0 };

        RankingScores scores = RankingMetrics.Score<string>(["d", "a", "b"], grades, cutoff: 3).ShouldNotBeNull();

        double linear = (1 / Math.Log2(3)) + (3 / Math.Log2(4));
        double linearIdeal = 3 + (2 / Math.Log2(3)) + (1 / Math.Log2(4));
        double exponential = (1 / Math.Log2(3)) + (7 / Math.Log2(4));
        double exponentialIdeal = 7 + (3 / Math.Log2(3)) + (1 / Math.Log2(4));
        scores.LinearNdcg.ShouldBe(linear / linearIdeal, 1e-15);
        scores.ExponentialNdcg.ShouldBe(exponential / exponentialIdeal, 1e-15);
        scores.Recall.ShouldBe(2.0 / 3, 1e-15);
        scores.Ndcg.ShouldBe(RankingMetrics.Score<string>(["d", "a", "b"], new HashSet<string> { "a", "b", "c" }, 3)!.Value.Ndcg);
    }

    [Test]
    public void Score_CutoffBelowTheNumberOfRelevantItems_DividesAveragePrecisionByTheCutoffAndTrecByTheNumber()
    {
        RankingScores scores = RankingMetrics.Score([1, 2, 9], new HashSet<int> { 1, 2, 3, 4 }, cutoff: 2).ShouldNotBeNull();

        (scores.AveragePrecision, scores.TrecAveragePrecision, scores.Recall, scores.Ndcg).ShouldBe((1, 0.5, 0.5, 1));
    }

    [Test]
    public void Score_FewerItemsThanTheCutoff_DividesPrecisionByTheCutoff() =>
        RankingMetrics.Score([1], OneAndTwo, cutoff: 4)!.Value.Precision.ShouldBe(0.25);

    [Test]
    public void Score_NothingFoundOrNothingRanked_IsZero()
    {
        RankingMetrics.Score([7, 8, 1], OneAndTwo, cutoff: 2).ShouldBe(default(RankingScores));
        RankingMetrics.Score([], OneAndTwo, cutoff: 2).ShouldBe(default(RankingScores));
    }

    [Test]
    public void Score_NoRelevantItem_IsNull()
    {
        RankingMetrics.Score([1, 2], new HashSet<int>(), cutoff: 2).ShouldBeNull();
        RankingMetrics.Score([1, 2], new Dictionary<int, double> { [1] = 0 }, cutoff: 2).ShouldBeNull();
    }

    [Test]
    public void Score_RelevantItemRankedLowerAndLower_NeverScoresMore()
    {
        RankingScores[] scores = [.. Enumerable.Range(0, 9).Select(static rank => RankingMetrics.Score<int>([.. Enumerable.Range(10, rank), 1], OneAndTwo, 9)!.Value)];

        scores.Select(static score => score.Ndcg).ShouldBeInOrder(SortDirection.Descending);
        scores.Select(static score => score.ReciprocalRank).ShouldBeInOrder(SortDirection.Descending);
        scores.Select(static score => score.AveragePrecision).ShouldBeInOrder(SortDirection.Descending);
    }

    [Test]
    public void Score_RelevantIdTwice_Throws()
    {
        Should.Throw<ArgumentException>(() => RankingMetrics.Score([5, 1, 7, 1], OneAndTwo, 4))
            .Message.ShouldStartWith("Expected each relevant id at one rank, but 1 is at ranks 2 and 4.");
        Should.Throw<ArgumentException>(() => RankingMetrics.Score([2, 2], new Dictionary<int, double> { [2] = 1 }, 2))
            .Message.ShouldStartWith("Expected each relevant id at one rank, but 2 is at ranks 1 and 2.");
    }

    [TestCase(-1, "-1")]
    [TestCase(double.NaN, "NaN")]
    [TestCase(double.PositiveInfinity, "Infinity")]
    public void Score_UnfitGrade_Throws(double grade, string shown) =>
        Should.Throw<ArgumentException>(() => RankingMetrics.Score([1], new Dictionary<int, double> { [4] = grade }, 1))
            .Message.ShouldStartWith($"Expected finite grades of 0 or more, but 4 has {shown}.");

    [Test]
    public void Score_CutoffBelowOne_Throws()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => RankingMetrics.Score([1], OneAndTwo, 0)).ParamName.ShouldBe("cutoff");
        Should.Throw<ArgumentOutOfRangeException>(() => RankingMetrics.Score([1], new Dictionary<int, double>(), 0)).ParamName.ShouldBe("cutoff");
    }

    [Test]
    public void Average_SomeQueriesWithoutRelevantItems_LeavesThemOutAndCounts()
    {
        RankingScores first = new(1, 0.5, 0.25, 1, 0.75, 0.5, 0.125, 0.25, 0.5);
        RankingScores second = new(0, 0.25, 0.75, 0.5, 0.25, 0, 0.375, 0.75, 0);

        RankingSummary summary = RankingMetrics.Average([null, first, null, second, null]);

        summary.ShouldBe(new RankingSummary(new RankingScores(0.5, 0.375, 0.5, 0.75, 0.5, 0.25, 0.25, 0.5, 0.25), Queries: 2, QueriesLeftOut: 3));
    }

    [Test]
    public void Average_NoQueryWithRelevantItems_HasNoMean() => RankingMetrics.Average([null, null]).ShouldBe(new RankingSummary(null, 0, 2));

    [Test]
    public void Score_RelevantSet_AllocatesNothing()
    {
        int[] ranking = [5, 3, 2, 1];
        RankingMetrics.Score(ranking, OneAndTwo, 4);

        long before = GC.GetAllocatedBytesForCurrentThread();
        RankingMetrics.Score(ranking, OneAndTwo, 4);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
