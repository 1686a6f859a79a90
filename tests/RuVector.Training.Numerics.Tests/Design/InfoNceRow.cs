namespace RuVector.Training.Numerics.Tests.Design;

/// <summary>Mean over the positives of softplus(lse(negatives) - positive).</summary>
internal readonly struct InfoNceRow(float temperature) : IRowLoss
{
    public RowValue Evaluate(in ScoreRow row)
    {
        if (row.Positives.IsEmpty || row.Negatives.IsEmpty)
        {
            return RowValue.None;
        }

        double scale = 1.0 / temperature;
        using RentedArray<float> exponentials = new(row.Negatives.Length);
        double negatives = StableMath.LogSumExp(row.Negatives, (float)scale, exponentials.Span, out double sum);
        (double loss, double pull) = (0, 0);
        for (int i = 0; i < row.Positives.Length; i++)
        {
            double gap = negatives - (scale * row.Positives[i]);
            loss += StableMath.Softplus(gap) / row.Positives.Length;
            pull += StableMath.Sigmoid(gap) * scale / row.Positives.Length;
            if (row.WantsGradients)
            {
                row.PositiveGradients[i] = (float)(-StableMath.Sigmoid(gap) * scale / row.Positives.Length);
            }
        }

        for (int i = 0; i < row.NegativeGradients.Length; i++)
        {
            row.NegativeGradients[i] = (float)(pull * exponentials.Span[i] / sum);
        }

        return new RowValue(loss, 1);
    }
}
