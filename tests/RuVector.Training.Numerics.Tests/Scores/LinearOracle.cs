namespace RuVector.Training.Numerics.Tests;

/// <summary>Value and gradients of <see cref="LinearLoss"/> in double, pair by pair, from the closed forms of the derivative of each measure.</summary>
internal sealed class LinearOracle
{
    public LinearOracle(float[,] anchors, float[,] candidates, PairRelations relations, ScoreMeasure measure, float[]? weights = null)
    {
        (AnchorGradients, CandidateGradients) = (new double[anchors.Length], new double[candidates.Length]);
        RowValues = new double[relations.RowCount];
        for (int row = 0; row < relations.RowCount; row++)
        {
            int anchor = relations.GetRow(row).Anchor;
            double weight = weights?[anchor] ?? 1;
            int pairs = 0;
            for (int candidate = 0; candidate < relations.CandidateCount; candidate++)
            {
                if (relations.KindOf(row, candidate) is PairKind.Positive or PairKind.Negative)
                {
                    pairs++;
                    double coefficient = LinearLoss.Coefficient(row, candidate);
                    RowValues[row] += coefficient * Score(anchors, anchor, candidates, candidate, measure);
                    AddDerivative(AnchorGradients, weight * coefficient, anchors, anchor, candidates, candidate, measure);
                    AddDerivative(CandidateGradients, weight * coefficient, candidates, candidate, anchors, anchor, measure);
                }
            }

            (Sum, WeightedRows, Rows) = (Sum + (weight * RowValues[row]), WeightedRows + (pairs > 0 ? weight : 0), Rows + (pairs > 0 ? 1 : 0));
        }
    }

    public double Sum { get; private set; }

    public double WeightedRows { get; private set; }

    public int Rows { get; private set; }

    public double[] RowValues { get; }

    public double[] AnchorGradients { get; }

    public double[] CandidateGradients { get; }

    public static double Score(float[,] a, int i, float[,] b, int j, ScoreMeasure measure) => measure switch
    {
        ScoreMeasure.Cosine => Length(a, i) * Length(b, j) == 0 ? 0 : Dot(a, i, b, j) / (Length(a, i) * Length(b, j)),
        ScoreMeasure.Dot => Dot(a, i, b, j),
        ScoreMeasure.Euclidean => Math.Sqrt(Squared(a, i, b, j)),
        ScoreMeasure.UnitEuclidean => UnitDistance(a, i, b, j),
        _ => Squared(a, i, b, j),
    };

    private static void AddDerivative(double[] gradients, double factor, float[,] x, int i, float[,] y, int j, ScoreMeasure measure)
    {
        double lengthX = Length(x, i), lengthY = Length(y, j), score = Score(x, i, y, j, measure);
        for (int d = 0; d < x.GetLength(1); d++)
        {
            gradients[(i * x.GetLength(1)) + d] += factor * (measure switch
            {
                ScoreMeasure.Cosine => lengthX * lengthY == 0 ? 0 : ((y[j, d] / lengthY) - (score * x[i, d] / lengthX)) / lengthX,
                ScoreMeasure.Dot => y[j, d],
                ScoreMeasure.Euclidean => score == 0 ? 0 : ((double)x[i, d] - y[j, d]) / score,
                ScoreMeasure.UnitEuclidean => lengthX * lengthY == 0 || score < 1e-12 ? 0 : (((1 - (score * score / 2)) * x[i, d] / lengthX) - (y[j, d] / lengthY)) / (lengthX * score),
                _ => 2 * ((double)x[i, d] - y[j, d]),
            });
        }
    }

    private static double UnitDistance(float[,] a, int i, float[,] b, int j)
    {
        double lengthA = Length(a, i), lengthB = Length(b, j), square = lengthA * lengthB == 0 ? 2 : 0;
        for (int d = 0; d < a.GetLength(1) && lengthA * lengthB != 0; d++)
        {
            square += Math.Pow((a[i, d] / lengthA) - (b[j, d] / lengthB), 2);
        }

        return Math.Sqrt(square);
    }

    private static double Length(float[,] a, int i) => Math.Sqrt(Dot(a, i, a, i));

    private static double Dot(float[,] a, int i, float[,] b, int j)
    {
        double sum = 0;
        for (int d = 0; d < a.GetLength(1); d++)
        {
            sum += (double)a[i, d] * b[j, d];
        }

        return sum;
    }

    private static double Squared(float[,] a, int i, float[,] b, int j)
    {
        double sum = 0;
        for (int d = 0; d < a.GetLength(1); d++)
        {
            sum += ((double)a[i, d] - b[j, d]) * ((double)a[i, d] - b[j, d]);
        }

        return sum;
    }
}
