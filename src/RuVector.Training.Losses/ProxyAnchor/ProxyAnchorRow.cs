using System.Numerics.Tensors;
using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>The two parts of one proxy. The value of the row is their sum; the share of the row in the loss, each part by its own divisor, comes beside it as a scalar.</summary>
/// <param name="scale">alpha.</param>
/// <param name="margin">delta.</param>
/// <param name="positiveWeight">1 / divisor of the positive parts.</param>
/// <param name="negativeWeight">1 / divisor of the negative parts.</param>
/// <param name="gradientScale">Factor of the derivatives by scores.</param>
internal readonly struct ProxyAnchorRow(float scale, double margin, double positiveWeight, double negativeWeight, double gradientScale) : IRowLoss
{
    public RowValue Evaluate(in ScoreRow row)
    {
        if (row.Positives.IsEmpty && row.Negatives.IsEmpty)
        {
            return RowValue.None;
        }

        double positive = Part(row.Positives, row.PositiveGradients, sign: -1, positiveWeight);
        double negative = Part(row.Negatives, row.NegativeGradients, sign: 1, negativeWeight);
        return new RowValue(positive + negative, 1) { ByScalar = new ScalarGradients((positiveWeight * positive) + (negativeWeight * negative)) };
    }

    /// <summary>Computes <c>log(1 + sum exp(scale (sign s + margin)))</c>, sign -1 for positives and 1 for negatives; 0 for no score.</summary>
    private double Part(ReadOnlySpan<float> scores, Span<float> gradients, float sign, double weight)
    {
        using RentedArray<float> memory = new(scores.Length);
        TensorPrimitives.Multiply(scores, sign, memory.Span);
        double exponent = StableMath.LogSumExp(memory.Span, scale, memory.Span, out double sum) + (scale * margin);
        if (!gradients.IsEmpty)
        {
            double factor = weight * gradientScale * sign * scale * StableMath.Sigmoid(exponent) / sum;
            TensorPrimitives.Multiply(memory.Span, (float)factor, gradients);
        }

        return StableMath.Softplus(exponent);
    }
}
