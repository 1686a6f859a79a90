using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Squared differences of one row's cosines from their labels.</summary>
internal readonly struct CosineSimilarityRow : IRowLoss
{
    public RowValue Evaluate(in ScoreRow row)
    {
        double sum = 0;
        for (int i = 0; i < row.Positives.Length; i++)
        {
            double difference = (double)row.Positives[i] - row.PositiveValues[i];
            sum += difference * difference;
            if (row.WantsGradients)
            {
                row.PositiveGradients[i] = (float)(2 * difference);
            }
        }

        return new RowValue(sum, row.Positives.Length);
    }
}
