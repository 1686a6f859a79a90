using System.Numerics.Tensors;
using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>InfoNCE of one row: the mean over the positives of <c>softplus(lse(negatives) - positive)</c>.</summary>
/// <param name="inverseTemperature">1 / temperature.</param>
internal readonly struct InfoNceRow(float inverseTemperature) : IRowLoss
{
    public RowValue Evaluate(in ScoreRow row)
    {
        if (row.Positives.IsEmpty || row.Negatives.IsEmpty)
        {
            return RowValue.None;
        }

        using RentedArray<float> scratch = new(row.WantsGradients ? 0 : row.Negatives.Length);
        Span<float> exponentials = row.WantsGradients ? row.NegativeGradients : scratch.Span;
        double negatives = StableMath.LogSumExp(row.Negatives, inverseTemperature, exponentials, out double sum);
        double scale = (double)inverseTemperature / row.Positives.Length;
        double loss = 0;
        double share = 0;
        for (int i = 0; i < row.Positives.Length; i++)
        {
            double gap = negatives - ((double)inverseTemperature * row.Positives[i]);
            double wrong = StableMath.Sigmoid(gap);
            loss += StableMath.Softplus(gap);
            share += wrong;
            if (row.WantsGradients)
            {
                row.PositiveGradients[i] = (float)(-wrong * scale);
            }
        }

        if (row.WantsGradients)
        {
            TensorPrimitives.Multiply(exponentials, (float)(share * scale / sum), row.NegativeGradients);
        }

        return new RowValue(loss / row.Positives.Length, 1);
    }
}
