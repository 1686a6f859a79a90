using System.Numerics.Tensors;
using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>SupCon of one row: the logarithm of the sum over all candidates less the mean of the positives.</summary>
/// <param name="inverseTemperature">1 / temperature.</param>
internal readonly struct SupConRow(float inverseTemperature) : IRowLoss
{
    public RowValue Evaluate(in ScoreRow row)
    {
        if (row.Positives.IsEmpty)
        {
            return RowValue.None;
        }

        using RentedArray<float> scratch = new(row.WantsGradients ? 0 : Math.Max(row.Positives.Length, row.Negatives.Length));
        double positives = StableMath.LogSumExp(row.Positives, inverseTemperature, row.WantsGradients ? row.PositiveGradients : scratch.Span, out double positiveSum);
        double negatives = StableMath.LogSumExp(row.Negatives, inverseTemperature, row.WantsGradients ? row.NegativeGradients : scratch.Span, out double negativeSum);
        int count = row.Positives.Length;
        double mean = 0;
        foreach (float score in row.Positives)
        {
            mean += (double)inverseTemperature * score / count;
        }

        if (row.WantsGradients)
        {
            double negativeShare = StableMath.Sigmoid(negatives - positives);
            WritePositives(row.PositiveGradients, positiveSum, negativeShare);
            TensorPrimitives.Multiply(row.NegativeGradients, (float)(inverseTemperature * negativeShare / negativeSum), row.NegativeGradients);
        }

        return new RowValue(positives - mean + StableMath.Softplus(negatives - positives), 1);
    }

    /// <summary>Turns exponentials into derivatives; the share of one positive is not subtracted from 1, so that a small loss keeps its digits.</summary>
    private void WritePositives(Span<float> exponentials, double sum, double negativeShare)
    {
        double uniform = 1.0 / exponentials.Length;
        for (int i = 0; i < exponentials.Length; i++)
        {
            double share = exponentials[i] / sum;
            exponentials[i] = (float)(inverseTemperature * (share - uniform - (share * negativeShare)));
        }
    }
}
