namespace RuVector.Training.Numerics.Tests.Design;

/// <summary>Mean over the positives of lse(all) - positive.</summary>
internal readonly struct SupConRow(float temperature) : IRowLoss
{
    public RowValue Evaluate(in ScoreRow row)
    {
        if (row.Positives.IsEmpty)
        {
            return RowValue.None;
        }

        double scale = 1.0 / temperature;
        using RentedArray<float> scratch = new(Math.Max(row.Positives.Length, row.Negatives.Length));
        double negatives = StableMath.LogSumExp(row.Negatives, (float)scale, scratch.Span, out _);
        double positives = StableMath.LogSumExp(row.Positives, (float)scale, scratch.Span, out _);
        double all = positives + StableMath.Softplus(negatives - positives);
        double loss = 0;
        for (int i = 0; i < row.Positives.Length; i++)
        {
            loss += (all - (scale * row.Positives[i])) / row.Positives.Length;
            if (row.WantsGradients)
            {
                row.PositiveGradients[i] = (float)(scale * (Math.Exp((scale * row.Positives[i]) - all) - (1.0 / row.Positives.Length)));
            }
        }

        for (int i = 0; i < row.NegativeGradients.Length; i++)
        {
            row.NegativeGradients[i] = (float)(scale * Math.Exp((scale * row.Negatives[i]) - all));
        }

        return new RowValue(loss, 1);
    }
}
