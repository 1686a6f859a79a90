using System.Numerics.Tensors;
using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>InfoNCE of one row: the mean over the positives of <c>softplus(lse(negatives) - positive)</c>.</summary>
/// <param name="inverseTemperature">1 / temperature.</param>
/// <param name="hardnessWeight">Added to the scale of the negatives as a constant of the gradient.</param>
/// <param name="isLearned">Whether the derivative by log(1 / temperature) is wanted, as the first number.</param>
internal readonly struct InfoNceRow(float inverseTemperature, float hardnessWeight, bool isLearned) : IRowLoss
{
    public RowValue Evaluate(in ScoreRow row)
    {
        if (row.Positives.IsEmpty || row.Negatives.IsEmpty)
        {
            return RowValue.None;
        }

        double loss = PositivesAgainstNegatives.Evaluate(row, inverseTemperature, inverseTemperature + hardnessWeight, row.Positives.Length);
        return new RowValue(loss, 1) { ByScalar = isLearned && row.WantsGradients ? new(ByLogScale(row)) : default };
    }

    /// <summary>The scores come into the value times the scale alone: its derivative is that by the scores, times the scores.</summary>
    private static double ByLogScale(in ScoreRow row) =>
        TensorPrimitives.Dot<float>(row.Negatives, row.NegativeGradients) + (double)TensorPrimitives.Dot<float>(row.Positives, row.PositiveGradients);
}
