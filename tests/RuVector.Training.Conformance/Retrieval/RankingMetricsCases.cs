using RuVector.Training.Evaluation;

namespace RuVector.Training.Conformance;

/// <summary>Ranking metrics at several cut-offs, for each query and in the mean; <c>ndcg_linear</c> and <c>ndcg_exponential</c> read the grades, all others the relevant items.</summary>
internal sealed class RankingMetricsCases : ICaseRunner
{
    private static readonly Dictionary<string, Func<RankingScores, double>> Metrics = new()
    {
        ["accuracy"] = static scores => scores.Accuracy,
        ["precision"] = static scores => scores.Precision,
        ["recall"] = static scores => scores.Recall,
        ["mrr"] = static scores => scores.ReciprocalRank,
        ["map"] = static scores => scores.AveragePrecision,
        ["map_trec"] = static scores => scores.TrecAveragePrecision,
        ["ndcg"] = static scores => scores.Ndcg,
        ["ndcg_linear"] = static scores => scores.LinearNdcg,
        ["ndcg_exponential"] = static scores => scores.ExponentialNdcg,
    };

    public IReadOnlyList<string> Functions => ["ranking_metrics"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        for (int i = 0; i < golden.Expected.Count("at_k"); i++)
        {
            int cutoff = comparison.Key($"at_k[{i}].k");
            RankingScores?[] binary = Score(golden, cutoff);
            RankingScores?[] graded = golden.Inputs.Has("grades") ? ScoreGrades(golden, cutoff) : [];
            foreach ((string name, Func<RankingScores, double> metric) in Metrics)
            {
                RankingScores?[] scores = name is "ndcg_linear" or "ndcg_exponential" ? graded : binary;
                Compare($"at_k[{i}]", name, scores, metric, golden, comparison);
            }
        }
    }

    private static void Compare(string path, string name, RankingScores?[] scores, Func<RankingScores, double> metric, GoldenCase golden, Comparison comparison)
    {
        GoldenTolerance tolerance = golden.Expected.Tolerance("tolerance");
        if (golden.Expected.Has($"{path}.mean.{name}"))
        {
            RankingScores? mean = RankingMetrics.Average(scores).Mean;
            comparison.Values($"{path}.mean.{name}", [mean is null ? null : metric(mean.Value)], tolerance);
        }

        if (golden.Expected.Has($"{path}.per_query.{name}"))
        {
            comparison.Values($"{path}.per_query.{name}", Array.ConvertAll(scores, score => score is null ? (double?)null : metric(score.Value)), tolerance);
        }
    }

    private static RankingScores?[] Score(GoldenCase golden, int cutoff) =>
        Score(golden, golden.Inputs.IntegerLists("relevant"), (ranking, relevant) => RankingMetrics.Score(ranking, relevant.ToHashSet(), cutoff));

    private static RankingScores?[] ScoreGrades(GoldenCase golden, int cutoff) =>
        Score(golden, golden.Inputs.PairLists("grades"), (ranking, grades) => RankingMetrics.Score(ranking, grades.ToDictionary(static g => g.Key, static g => g.Value), cutoff));

    private static RankingScores?[] Score<T>(GoldenCase golden, T[] judgements, Func<int[], T, RankingScores?> score)
    {
        int[][] rankings = golden.Inputs.IntegerLists("rankings");
        return rankings.Length == judgements.Length
            ? [.. rankings.Zip(judgements, score)]
            : throw new GoldenFormatException($"Expected relevant items and grades for each of the {rankings.Length} rankings, but got {judgements.Length}.");
    }
}
