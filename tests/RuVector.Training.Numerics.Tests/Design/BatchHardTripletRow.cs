using System.Numerics.Tensors;

namespace RuVector.Training.Numerics.Tests.Design;

/// <summary>relu(farthest positive - nearest negative + margin), over distances.</summary>
internal readonly struct BatchHardTripletRow(float margin) : IRowLoss
{
    public RowValue Evaluate(in ScoreRow row)
    {
        if (row.Positives.IsEmpty || row.Negatives.IsEmpty)
        {
            return RowValue.None;
        }

        int positive = TensorPrimitives.IndexOfMax(row.Positives);
        int negative = TensorPrimitives.IndexOfMin(row.Negatives);
        double violation = (double)row.Positives[positive] - row.Negatives[negative] + margin;
        if (violation > 0 && row.WantsGradients)
        {
            row.PositiveGradients[positive] = 1f;
            row.NegativeGradients[negative] = -1f;
        }

        return new RowValue(Math.Max(0, violation), 1);
    }
}
