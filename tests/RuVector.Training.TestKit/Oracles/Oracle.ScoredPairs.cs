namespace RuVector.Training.TestKit;

/// <summary>Losses of pairs that carry a label or a teacher's score.</summary>
public static partial class Oracle
{
    /// <summary>Squared differences of cosines from labels.</summary>
    public static double CosineMse(double[,] anchors, double[,] candidates, PairRelations relations, Reduction reduction = Reduction.Mean)
    {
        (double Score, double Label)[] pairs = [.. Scored(anchors, candidates, relations, ScoreMeasure.Cosine).SelectMany(static row => row.Positives)];
        double sum = pairs.Sum(static p => (p.Score - p.Label) * (p.Score - p.Label));
        return reduction == Reduction.Sum ? sum : sum / Math.Max(1, pairs.Length);
    }

    /// <summary>CoSENT, over all pairs of pairs.</summary>
    public static double CoSent(double[,] anchors, double[,] candidates, PairRelations relations, double scale)
    {
        (double Score, double Label)[] pairs = [.. Scored(anchors, candidates, relations, ScoreMeasure.Cosine).SelectMany(static row => row.Positives)];
        double sum = 1;
        foreach ((double Score, double Label) a in pairs)
        {
            sum += pairs.Where(b => a.Label < b.Label).Sum(b => Math.Exp(scale * (a.Score - b.Score)));
        }

        return Math.Log(sum);
    }

    /// <summary>Squared differences of margins from the teacher's.</summary>
    public static double MarginMse(double[,] anchors, double[,] candidates, PairRelations relations, ScoreMeasure measure)
    {
        double sum = 0;
        double terms = 0;
        foreach (ScoredRow row in Scored(anchors, candidates, relations, measure))
        {
            foreach ((double Score, double Label) p in row.Positives)
            {
                sum += row.Negatives.Sum(n => Math.Pow(p.Score - n.Score - (p.Label - n.Label), 2));
                terms += row.Negatives.Count;
            }
        }

        return sum / Math.Max(1, terms);
    }

    /// <summary>The divergence of softmax from softmax, for rows with at least two candidates.</summary>
    public static double KlDistillation(double[,] anchors, double[,] candidates, PairRelations relations, double temperature, double teacherTemperature, ScoreMeasure measure)
    {
        double sum = 0;
        double terms = 0;
        foreach (ScoredRow row in Scored(anchors, candidates, relations, measure))
        {
            (double Score, double Label)[] all = [.. row.Positives, .. row.Negatives];
            if (all.Length < 2)
            {
                continue;
            }

            double student = all.Sum(c => Math.Exp(c.Score / temperature));
            double teacher = all.Sum(c => Math.Exp(c.Label / teacherTemperature));
            sum += temperature * temperature * all.Sum(c =>
            {
                double probability = Math.Exp(c.Label / teacherTemperature) / teacher;
                return probability * Math.Log(probability / (Math.Exp(c.Score / temperature) / student));
            });
            terms++;
        }

        return sum / Math.Max(1, terms);
    }

    private static List<ScoredRow> Scored(double[,] anchors, double[,] candidates, PairRelations relations, ScoreMeasure measure)
    {
        List<ScoredRow> rows = [];
        for (int i = 0; i < relations.RowCount; i++)
        {
            RelationRow relation = relations.GetRow(i);
            ScoredRow row = new([], []);
            for (int p = 0; p < relation.Positives.Length; p++)
            {
                if (relations.KindOf(i, relation.Positives[p]) == PairKind.Positive)
                {
                    row.Positives.Add((Score(measure, anchors, relation.Anchor, candidates, relation.Positives[p]), relation.PositiveValues[p]));
                }
            }

            for (int n = 0; n < relation.Negatives.Length; n++)
            {
                if (relations.KindOf(i, relation.Negatives[n]) == PairKind.Negative)
                {
                    row.Negatives.Add((Score(measure, anchors, relation.Anchor, candidates, relation.Negatives[n]), relation.NegativeValues[n]));
                }
            }

            rows.Add(row);
        }

        return rows;
    }

    private sealed record ScoredRow(List<(double Score, double Label)> Positives, List<(double Score, double Label)> Negatives);
}
