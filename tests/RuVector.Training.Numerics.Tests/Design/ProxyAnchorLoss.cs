using System.Numerics.Tensors;

namespace RuVector.Training.Numerics.Tests.Design;

/// <summary>Proxy anchor: a row is a proxy, its pairs are the embeddings of the batch. The two means have different divisors, known from the relations alone; the row takes them as weights.</summary>
internal sealed class ProxyAnchorLoss(float alpha, float margin) : ILoss
{
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
    {
        int present = 0;
        for (int row = 0; row < batch.Relations.RowCount; row++)
        {
            present += batch.Relations.GetRow(row).Positives.IsEmpty ? 0 : 1;
        }

        return ScoreEngine.Evaluate(batch, outputs, new Row(alpha, margin, 1.0 / present, 1.0 / batch.Relations.RowCount), ScoreMeasure.Cosine, Reduction.Sum);
    }

    private readonly struct Row(float alpha, float margin, double positiveWeight, double negativeWeight) : IRowLoss
    {
        public RowValue Evaluate(in ScoreRow row) => row.Positives.IsEmpty && row.Negatives.IsEmpty
            ? RowValue.None
            : new RowValue(
                Side(row.Positives, row.PositiveGradients, -alpha, -margin, positiveWeight) + Side(row.Negatives, row.NegativeGradients, alpha, margin, negativeWeight), 1);

        /// <summary>weight * log(1 + sum exp(slope * (s + shift))).</summary>
        private static double Side(ReadOnlySpan<float> scores, Span<float> gradients, float slope, float shift, double weight)
        {
            using RentedArray<float> exponents = new(scores.Length);
            TensorPrimitives.Add(scores, shift, exponents.Span);
            TensorPrimitives.Multiply(exponents.Span, slope, exponents.Span);
            double sum = StableMath.LogSumExp(exponents.Span, 1f, exponents.Span, out double total);
            if (!gradients.IsEmpty)
            {
                TensorPrimitives.Multiply(exponents.Span, (float)(weight * slope * StableMath.Sigmoid(sum) / total), gradients);
            }

            return weight * StableMath.Softplus(sum);
        }
    }
}
