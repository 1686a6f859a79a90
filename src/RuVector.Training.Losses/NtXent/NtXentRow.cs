using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>NT-Xent of one row: a term <c>softplus(lse(negatives) - positive)</c> for each positive.</summary>
/// <param name="inverseTemperature">1 / temperature.</param>
internal readonly struct NtXentRow(float inverseTemperature) : IRowLoss
{
    public RowValue Evaluate(in ScoreRow row) => row.Positives.IsEmpty || row.Negatives.IsEmpty
        ? RowValue.None
        : new RowValue(PositivesAgainstNegatives.Evaluate(row, inverseTemperature, inverseTemperature, divisor: 1), row.Positives.Length);
}
