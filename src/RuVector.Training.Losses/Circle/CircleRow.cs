using System.Numerics.Tensors;
using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Circle loss of one row.</summary>
/// <param name="margin">The relaxation m.</param>
/// <param name="gamma">The scale.</param>
internal readonly struct CircleRow(float margin, float gamma) : IRowLoss
{
    public RowValue Evaluate(in ScoreRow row)
    {
        if (row.Positives.IsEmpty || row.Negatives.IsEmpty)
        {
            return RowValue.None;
        }

        using RentedArray<float> positiveScratch = new(2 * row.Positives.Length);
        using RentedArray<float> negativeScratch = new(2 * row.Negatives.Length);
        Side positives = new(positiveScratch.Span);
        Side negatives = new(negativeScratch.Span);
        TensorPrimitives.Negate(row.Positives, positives.Weights);
        double exponent = positives.Weigh(positives.Weights, 1 + margin, 1 - margin, gamma) + negatives.Weigh(row.Negatives, margin, -margin, gamma);
        if (row.WantsGradients)
        {
            double slope = gamma * StableMath.Sigmoid(exponent);
            positives.Write(row.PositiveGradients, -slope);
            negatives.Write(row.NegativeGradients, slope);
        }

        return new RowValue(StableMath.Softplus(exponent), 1);
    }

    /// <summary>Weights and exponentials of the positives or the negatives.</summary>
    private ref struct Side(Span<float> scratch)
    {
        private readonly Span<float> _exponentials = scratch[(scratch.Length / 2)..];
        private double _sum;

        public Span<float> Weights { get; } = scratch[..(scratch.Length / 2)];

        /// <summary><c>lse(scale * max(0, x + optimum) * (x + boundary))</c>.</summary>
        public double Weigh(ReadOnlySpan<float> values, float optimum, float boundary, float scale)
        {
            TensorPrimitives.Add(values, boundary, _exponentials);
            TensorPrimitives.Add(values, optimum, Weights);
            TensorPrimitives.Max(Weights, 0f, Weights);
            TensorPrimitives.Multiply(_exponentials, Weights, _exponentials);
            return StableMath.LogSumExp(_exponentials, scale, _exponentials, out _sum);
        }

        /// <summary>The derivatives by the values, with constant weights.</summary>
        public readonly void Write(Span<float> gradients, double slope)
        {
            TensorPrimitives.Multiply(Weights, _exponentials, gradients);
            TensorPrimitives.Multiply(gradients, (float)(slope / _sum), gradients);
        }
    }
}
