using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Squared differences of one row's margins from the teacher's.</summary>
/// <param name="relations">Where the teacher's scores of negatives are.</param>
internal readonly struct MarginMseRow(PairRelations relations) : IRowLoss
{
    public RowValue Evaluate(in ScoreRow row)
    {
        if (row.Positives.IsEmpty || row.Negatives.IsEmpty)
        {
            return RowValue.None;
        }

        using RentedArray<float> values = new(row.Negatives.Length);
        ScoredRelations.CopyNegativeValues(relations, row, values.Span);
        double sum = 0;
        for (int p = 0; p < row.Positives.Length; p++)
        {
            double errorOfPositive = (double)row.Positives[p] - row.PositiveValues[p];
            double errors = 0;
            for (int n = 0; n < row.Negatives.Length; n++)
            {
                double error = errorOfPositive - ((double)row.Negatives[n] - values.Span[n]);
                sum += error * error;
                errors += error;
                if (row.WantsGradients)
                {
                    row.NegativeGradients[n] -= (float)(2 * error);
                }
            }

            if (row.WantsGradients)
            {
                row.PositiveGradients[p] = (float)(2 * errors);
            }
        }

        return new RowValue(sum, (long)row.Positives.Length * row.Negatives.Length);
    }
}
