using System.Numerics.Tensors;
using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>SigLIP of one row; its derivatives by the scale and by the bias come first and second.</summary>
/// <param name="scale">The scale t.</param>
/// <param name="bias">The bias b.</param>
internal readonly struct SigLipRow(float scale, float bias) : IRowLoss
{
    public RowValue Evaluate(in ScoreRow row)
    {
        if (row.Positives.IsEmpty && row.Negatives.IsEmpty)
        {
            return RowValue.None;
        }

        double sum = SoftplusSum.Compute(row.Positives, -scale, -bias, row.PositiveGradients) + SoftplusSum.Compute(row.Negatives, scale, bias, row.NegativeGradients);
        return new RowValue(sum, 1) { ByScalar = row.WantsGradients ? ToDerivatives(row) : default };
    }

    /// <summary>Turns sigmoids into derivatives by the scores; those by scale and bias come out of the same numbers.</summary>
    private ScalarGradients ToDerivatives(in ScoreRow row)
    {
        double byScale = Dot(row.Negatives, row.NegativeGradients) - Dot(row.Positives, row.PositiveGradients);
        double byBias = TensorPrimitives.Sum<float>(row.NegativeGradients) - (double)TensorPrimitives.Sum<float>(row.PositiveGradients);
        TensorPrimitives.Multiply(row.PositiveGradients, -scale, row.PositiveGradients);
        TensorPrimitives.Multiply(row.NegativeGradients, scale, row.NegativeGradients);
        return new ScalarGradients(byScale, byBias);
    }

    private static double Dot(ReadOnlySpan<float> scores, ReadOnlySpan<float> sigmoids) => TensorPrimitives.Dot(scores, sigmoids);
}
