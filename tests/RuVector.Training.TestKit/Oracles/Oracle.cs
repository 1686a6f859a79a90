namespace RuVector.Training.TestKit;

/// <summary>Losses as slow, obvious loops in double, written from their definitions and from nothing in src but <see cref="PairRelations.KindOf"/>.</summary>
public static partial class Oracle
{
    /// <summary>A pairwise loss: each row's scores of positives and of negatives become a sum of terms and their number.</summary>
    public static double Pairwise(double[,] anchors, double[,] candidates, OracleSettings settings, Func<double[], double[], (double Sum, double Terms)> rowLoss)
    {
        double sum = 0;
        double terms = 0;
        for (int row = 0; row < settings.Relations.RowCount; row++)
        {
            int anchor = settings.Relations.GetRow(row).Anchor;
            List<double> positives = [];
            List<double> negatives = [];
            for (int candidate = 0; candidate < settings.Relations.CandidateCount; candidate++)
            {
                PairKind kind = settings.Relations.KindOf(row, candidate);
                if (kind is PairKind.Positive or PairKind.Negative)
                {
                    (kind == PairKind.Positive ? positives : negatives).Add(Score(settings.Measure, anchors, anchor, candidates, candidate));
                }
            }

            bool isLeftOut = !settings.KeepsOneSidedRows && (positives.Count == 0 || negatives.Count == 0);
            (double rowSum, double rowTerms) = isLeftOut ? (0, 0) : rowLoss([.. positives], [.. negatives]);
            double weight = settings.Weights is null ? 1 : settings.Weights[anchor];
            sum += weight * rowSum;
            terms += weight * rowTerms;
        }

        return settings.Reduction == Reduction.Sum ? sum : terms == 0 ? 0 : sum / terms;
    }

    /// <summary>The score of row i of one matrix and row j of another.</summary>
    public static double Score(ScoreMeasure measure, double[,] a, int i, double[,] b, int j)
    {
        bool isOfUnits = measure is ScoreMeasure.Cosine or ScoreMeasure.UnitEuclidean;
        (double lengthA, double lengthB) = isOfUnits ? (Length(a, i), Length(b, j)) : (1, 1);
        if (lengthA == 0 || lengthB == 0)
        {
            return measure == ScoreMeasure.Cosine ? 0 : Math.Sqrt(2);
        }

        (double dot, double squareDistance) = (0, 0);
        for (int d = 0; d < a.GetLength(1); d++)
        {
            (double x, double y) = (a[i, d] / lengthA, b[j, d] / lengthB);
            dot += x * y;
            squareDistance += (x - y) * (x - y);
        }

        return measure switch
        {
            ScoreMeasure.Cosine or ScoreMeasure.Dot => dot,
            ScoreMeasure.SquaredEuclidean => squareDistance,
            _ => Math.Sqrt(Corner(squareDistance)),
        };
    }

    private static double Length(double[,] x, int row)
    {
        double square = 0;
        for (int d = 0; d < x.GetLength(1); d++)
        {
            square += x[row, d] * x[row, d];
        }

        return Math.Sqrt(square);
    }

    /// <summary>The same numbers in double.</summary>
    public static double[,] ToDouble(float[,] matrix)
    {
        double[,] result = new double[matrix.GetLength(0), matrix.GetLength(1)];
        for (int i = 0; i < matrix.GetLength(0); i++)
        {
            for (int j = 0; j < matrix.GetLength(1); j++)
            {
                result[i, j] = matrix[i, j];
            }
        }

        return result;
    }
}
