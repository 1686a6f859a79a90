using System.Numerics.Tensors;

namespace RuVector.Training.Numerics;

/// <summary>The scores of pairs, and the derivative of a score by its two vectors.</summary>
/// <remarks>Vectors are those of <see cref="ScoreOperands"/>: cosine is the dot product of unit rows. Distances are sums of squared differences, never <c>|a|^2 + |b|^2 - 2ab</c>, so close pairs lose nothing.</remarks>
internal static class PairMeasure
{
    public static bool IsProduct(ScoreMeasure measure) => measure is ScoreMeasure.Cosine or ScoreMeasure.Dot;

    public static float Score(ScoreMeasure measure, ReadOnlySpan<float> a, ReadOnlySpan<float> b) => measure switch
    {
        ScoreMeasure.Cosine or ScoreMeasure.Dot => TensorPrimitives.Dot(a, b),
        ScoreMeasure.Euclidean => (float)Distance(a, b),
        ScoreMeasure.SquaredEuclidean => (float)SquaredDistance(a, b),
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, $"Expected a known measure, but got {measure}."),
    };

    /// <summary>Scores of some rows against all candidates of a block.</summary>
    public static void ScoreBlock(ScoreMeasure measure, ReadOnlyMatrixSpan rows, ReadOnlyMatrixSpan candidates, MatrixSpan scores)
    {
        if (IsProduct(measure))
        {
            MatrixProduct.MultiplyTransposed(rows, candidates, scores);
            return;
        }

        for (int i = 0; i < rows.Rows; i++)
        {
            for (int j = 0; j < candidates.Rows; j++)
            {
                scores[i][j] = Score(measure, rows[i], candidates[j]);
            }
        }
    }

    /// <summary>Adds the gradient of some rows and a block of candidates, given the derivative by each of their scores; what is empty is not wanted.</summary>
    public static void PushBackBlock(
        ScoreMeasure measure, ReadOnlyMatrixSpan rows, ReadOnlyMatrixSpan candidates, ReadOnlyMatrixSpan derivatives, MatrixSpan rowGradients, MatrixSpan candidateGradients)
    {
        if (!IsProduct(measure))
        {
            for (int i = 0; i < rows.Rows; i++)
            {
                for (int j = 0; j < candidates.Rows; j++)
                {
                    PushBack(measure, derivatives[i][j], rows[i], candidates[j], RowOrNone(rowGradients, i), RowOrNone(candidateGradients, j));
                }
            }

            return;
        }

        if (!rowGradients.IsEmpty)
        {
            MatrixProduct.AddMultiply(derivatives, candidates, rowGradients);
        }

        if (!candidateGradients.IsEmpty)
        {
            MatrixProduct.AddTransposedMultiply(derivatives, rows, candidateGradients);
        }
    }

    /// <summary>Adds the gradient of one pair; what is empty is not wanted.</summary>
    public static void PushBack(ScoreMeasure measure, float derivative, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> gradientA, Span<float> gradientB)
    {
        if (derivative == 0)
        {
            return;
        }

        if (IsProduct(measure))
        {
            AddScaled(gradientA, b, derivative);
            AddScaled(gradientB, a, derivative);
            return;
        }

        double distance = measure == ScoreMeasure.Euclidean ? Distance(a, b) : 0.5;
        if (distance != 0)
        {
            AddScaledDifference(gradientA, a, b, derivative / distance);
            AddScaledDifference(gradientB, b, a, derivative / distance);
        }
    }

    private static Span<float> RowOrNone(MatrixSpan matrix, int row) => matrix.IsEmpty ? [] : matrix[row];

    private static void AddScaled(Span<float> target, ReadOnlySpan<float> source, float factor)
    {
        if (!target.IsEmpty)
        {
            TensorPrimitives.MultiplyAdd(source, factor, target, target);
        }
    }

    private static void AddScaledDifference(Span<float> target, ReadOnlySpan<float> from, ReadOnlySpan<float> to, double factor)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] += (float)(factor * ((double)from[i] - to[i]));
        }
    }

    private static double Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => Math.Sqrt(SquaredDistance(a, b));

    private static double SquaredDistance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            double difference = (double)a[i] - b[i];
            sum += difference * difference;
        }

        return sum;
    }
}
