using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>The hinge of every (positive, negative) of one row; scores are distances. Two distances beyond float32 make the row NaN, not 0.</summary>
/// <param name="margin">The margin.</param>
internal readonly struct LocalContrastiveRow(float margin) : IRowLoss
{
    public RowValue Evaluate(in ScoreRow row)
    {
        double sum = 0;
        for (int p = 0; p < row.Positives.Length; p++)
        {
            int active = 0;
            for (int n = 0; n < row.Negatives.Length; n++)
            {
                double violation = (double)row.Positives[p] - row.Negatives[n] + margin;
                if (!(violation <= 0))
                {
                    sum += violation;
                    active++;
                    if (row.WantsGradients)
                    {
                        row.NegativeGradients[n] -= 1;
                    }
                }
            }

            if (row.WantsGradients)
            {
                row.PositiveGradients[p] = active;
            }
        }

        return new RowValue(sum, (long)row.Positives.Length * row.Negatives.Length);
    }
}
