namespace RuVector.Training.Evaluation;

/// <summary>How good one ranking is, or the mean over rankings, at one cut-off k.</summary>
/// <remarks>All values lie in [0, 1]; more is better. <see cref="RankingMetrics"/> has the formulas.</remarks>
/// <param name="Accuracy">1 if a relevant item is among the first k, else 0 (hit rate).</param>
/// <param name="Precision">Relevant items among the first k, divided by k, also when fewer than k items are ranked.</param>
/// <param name="Recall">Relevant items among the first k, divided by the number of relevant items.</param>
/// <param name="ReciprocalRank">1 / rank of the first relevant item if that rank is at most k, else 0; its mean is the MRR.</param>
/// <param name="AveragePrecision">Sum of the precision at each relevant rank up to k, divided by min(k, number of relevant items); its mean is the MAP of sentence-transformers.</param>
/// <param name="TrecAveragePrecision">The same sum divided by the number of relevant items; its mean is the map_cut of trec_eval.</param>
/// <param name="Ndcg">Normalised discounted cumulative gain with gain 1 for a relevant item.</param>
/// <param name="LinearNdcg">The same with the grade as gain.</param>
/// <param name="ExponentialNdcg">The same with 2^grade - 1 as gain.</param>
public readonly record struct RankingScores(
    double Accuracy,
    double Precision,
    double Recall,
    double ReciprocalRank,
    double AveragePrecision,
    double TrecAveragePrecision,
    double Ndcg,
    double LinearNdcg,
    double ExponentialNdcg)
{
    internal RankingScores Plus(in RankingScores other) => new(
        Accuracy + other.Accuracy,
        Precision + other.Precision,
        Recall + other.Recall,
        ReciprocalRank + other.ReciprocalRank,
        AveragePrecision + other.AveragePrecision,
        TrecAveragePrecision + other.TrecAveragePrecision,
        Ndcg + other.Ndcg,
        LinearNdcg + other.LinearNdcg,
        ExponentialNdcg + other.ExponentialNdcg);

    internal RankingScores DividedBy(int count) => new(
        Accuracy / count,
        Precision / count,
        Recall / count,
        ReciprocalRank / count,
        AveragePrecision / count,
        TrecAveragePrecision / count,
        Ndcg / count,
        LinearNdcg / count,
        ExponentialNdcg / count);
}
