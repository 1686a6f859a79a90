using RuVector.Training.Numerics;

namespace RuVector.Training.Evaluation;

/// <summary>Metrics of rankings: accuracy, precision, recall, reciprocal rank, average precision and nDCG, each at a cut-off k.</summary>
/// <remarks>
/// <para>A ranking lists item ids, best first; ranks r count from 1. With <c>rel(r)</c> 1 if the item at rank r is relevant, R the number of relevant items (ranked or not) and
/// <c>P(r) = sum_{s &lt;= r} rel(s) / r</c>: precision is <c>P</c> over the first k divided by k, recall is divided by R, average precision is <c>sum_{r &lt;= k} rel(r) P(r) / min(k, R)</c>.</para>
/// <para><c>nDCG = DCG / ideal DCG</c>, <c>DCG = sum_{r &lt;= k} gain(r) / log2(r + 1)</c>; the ideal ranking has the relevant items in descending order of their gain.
/// The gain is 1, the grade, or <c>2^grade - 1</c>; in a set of relevant items every grade is 1, so that all three agree.</para>
/// <para>A query without relevant items has no scores: it is <see langword="null"/>, left out of the mean and counted.
/// Nothing is allocated for a query, except the enumerator of a grades dictionary. Thread safe.</para>
/// <para>Source: Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002; Burges et al., "Learning to Rank using Gradient Descent", 2005 (exponential gain);
/// definitions at a cut-off as in sentence-transformers' InformationRetrievalEvaluator, trec_eval and scikit-learn's ndcg_score.</para>
/// </remarks>
public static class RankingMetrics
{
    /// <summary>Scores one ranking; every relevant item counts the same.</summary>
    /// <typeparam name="TId">Type of the item ids.</typeparam>
    /// <param name="ranking">Ids, best first; may hold fewer or more than <paramref name="cutoff"/>.</param>
    /// <param name="relevant">Ids of the relevant items, ranked or not.</param>
    /// <param name="cutoff">How many of the first ranks count, k, 1 or more.</param>
    /// <returns>The scores; <see langword="null"/> when no item is relevant.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="cutoff"/> is less than 1.</exception>
    /// <exception cref="ArgumentException">A relevant id is at two of the first ranks.</exception>
    public static RankingScores? Score<TId>(ReadOnlySpan<TId> ranking, IReadOnlySet<TId> relevant, int cutoff)
        where TId : IEquatable<TId>
    {
        ArgumentNullException.ThrowIfNull(relevant);
        ArgumentOutOfRangeException.ThrowIfLessThan(cutoff, 1);
        ReadOnlySpan<TId> first = ranking[..Math.Min(cutoff, ranking.Length)];
        using RentedArray<double> grades = new(first.Length);
        for (int i = 0; i < first.Length; i++)
        {
            grades.Span[i] = relevant.Contains(first[i]) ? 1 : 0;
        }

        CheckOnce(first, grades.Span);
        using RentedArray<double> ideal = new(Math.Min(cutoff, relevant.Count));
        ideal.Span.Fill(1);
        return Score(grades.Span, ideal.Span, relevant.Count, cutoff);
    }

    /// <summary>Scores one ranking, without repetitions, of items by index; every relevant item counts the same.</summary>
    /// <param name="ranking">Indices, best first, each once.</param>
    /// <param name="relevant">Indices of the relevant items, ascending.</param>
    /// <param name="cutoff">How many of the first ranks count, 1 or more.</param>
    internal static RankingScores? Score(ReadOnlySpan<int> ranking, ReadOnlySpan<int> relevant, int cutoff)
    {
        using RentedArray<double> grades = new(Math.Min(cutoff, ranking.Length));
        for (int i = 0; i < grades.Span.Length; i++)
        {
            grades.Span[i] = relevant.BinarySearch(ranking[i]) >= 0 ? 1 : 0;
        }

        using RentedArray<double> ideal = new(Math.Min(cutoff, relevant.Length));
        ideal.Span.Fill(1);
        return Score(grades.Span, ideal.Span, relevant.Length, cutoff);
    }

    /// <summary>Scores one ranking of items with graded relevance; an item is relevant if its grade is more than 0.</summary>
    /// <typeparam name="TId">Type of the item ids.</typeparam>
    /// <param name="ranking">Ids, best first; may hold fewer or more than <paramref name="cutoff"/>.</param>
    /// <param name="grades">Grades of items, ranked or not, each finite and 0 or more; an item that is not there has grade 0.</param>
    /// <param name="cutoff">How many of the first ranks count, k, 1 or more.</param>
    /// <returns>The scores; <see langword="null"/> when no item is relevant.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="cutoff"/> is less than 1.</exception>
    /// <exception cref="ArgumentException">A relevant id is at two of the first ranks, or a grade is negative or not finite.</exception>
    public static RankingScores? Score<TId>(ReadOnlySpan<TId> ranking, IReadOnlyDictionary<TId, double> grades, int cutoff)
        where TId : IEquatable<TId>
    {
        ArgumentNullException.ThrowIfNull(grades);
        ArgumentOutOfRangeException.ThrowIfLessThan(cutoff, 1);
        using RentedArray<double> all = new(grades.Count);
        int relevant = 0;
        foreach ((TId id, double grade) in grades)
        {
            if (!double.IsFinite(grade) || grade < 0)
            {
                throw new ArgumentException(FormattableString.Invariant($"Expected finite grades of 0 or more, but {id} has {grade}."), nameof(grades));
            }

            if (grade > 0)
            {
                all.Span[relevant++] = grade;
            }
        }

        Span<double> ideal = all.Span[..relevant];
        ideal.Sort(static (a, b) => b.CompareTo(a));
        ReadOnlySpan<TId> first = ranking[..Math.Min(cutoff, ranking.Length)];
        using RentedArray<double> ranked = new(first.Length);
        for (int i = 0; i < first.Length; i++)
        {
            ranked.Span[i] = grades.GetValueOrDefault(first[i]);
        }

        CheckOnce(first, ranked.Span);
        return Score(ranked.Span, ideal[..Math.Min(cutoff, relevant)], relevant, cutoff);
    }

    /// <summary>Averages the scores of queries.</summary>
    /// <param name="scores">Scores of each query, as <c>Score</c> gives them.</param>
    /// <returns>The mean over the queries that have scores, and how many have and have not.</returns>
    public static RankingSummary Average(ReadOnlySpan<RankingScores?> scores)
    {
        RankingScores sum = default;
        int queries = 0;
        foreach (RankingScores? score in scores)
        {
            if (score is RankingScores value)
            {
                sum = sum.Plus(value);
                queries++;
            }
        }

        return new(queries == 0 ? null : sum.DividedBy(queries), queries, scores.Length - queries);
    }

    private static RankingScores? Score(ReadOnlySpan<double> grades, ReadOnlySpan<double> ideal, int relevant, int cutoff)
    {
        if (relevant == 0)
        {
            return null;
        }

        int hits = 0;
        double reciprocalRank = 0;
        double precisions = 0;
        for (int i = 0; i < grades.Length; i++)
        {
            if (grades[i] > 0)
            {
                hits++;
                reciprocalRank = hits == 1 ? 1.0 / (i + 1) : reciprocalRank;
                precisions += (double)hits / (i + 1);
            }
        }

        return new(
            Accuracy: hits > 0 ? 1 : 0,
            Precision: (double)hits / cutoff,
            Recall: (double)hits / relevant,
            reciprocalRank,
            AveragePrecision: precisions / Math.Min(cutoff, relevant),
            TrecAveragePrecision: precisions / relevant,
            Ndcg: Ndcg(grades, ideal, static _ => 1),
            LinearNdcg: Ndcg(grades, ideal, static grade => grade),
            ExponentialNdcg: Ndcg(grades, ideal, static grade => Math.Pow(2, grade) - 1));
    }

    private static double Ndcg(ReadOnlySpan<double> grades, ReadOnlySpan<double> ideal, Func<double, double> gain) => Dcg(grades, gain) / Dcg(ideal, gain);

    private static double Dcg(ReadOnlySpan<double> grades, Func<double, double> gain)
    {
        double sum = 0;
        for (int i = 0; i < grades.Length; i++)
        {
            sum += grades[i] > 0 ? gain(grades[i]) / Math.Log2(i + 2) : 0;
        }

        return sum;
    }

    private static void CheckOnce<TId>(ReadOnlySpan<TId> ranking, ReadOnlySpan<double> grades)
        where TId : IEquatable<TId>
    {
        for (int i = 1; i < ranking.Length; i++)
        {
            if (grades[i] > 0 && ranking[..i].IndexOf(ranking[i]) is int earlier and >= 0)
            {
                throw new ArgumentException($"Expected each relevant id at one rank, but {ranking[i]} is at ranks {earlier + 1} and {i + 1}.", nameof(ranking));
            }
        }
    }
}
