using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>InfoNCE of one row: the mean over the positives of <c>softplus(lse(negatives) - positive)</c>.</summary>
/// <param name="inverseTemperature">1 / temperature.</param>
internal readonly struct InfoNceRow(float inverseTemperature) : IRowLoss
{
    public RowValue Evaluate(in ScoreRow row) => row.Positives.IsEmpty || row.Negatives.IsEmpty
        ? RowValue.None
        : new RowValue(PositivesAgainstNegatives.Evaluate(row, inverseTemperature, inverseTemperature, row.Positives.Length), 1);
}
