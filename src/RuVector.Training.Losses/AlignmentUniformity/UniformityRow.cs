using System.Numerics.Tensors;
using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>One row of <c>log sum_ij exp(-t d_ij^2)</c>.</summary>
/// <param name="scale">The factor of a score in the exponent: <c>2t</c> for cosines, <c>-t</c> for squared distances.</param>
/// <param name="rowLogs">The logarithm of each row's sum: written when <paramref name="total"/> is NaN, which asks for nothing else.</param>
/// <param name="total">The logarithm of the sum over all rows, for the derivatives.</param>
internal readonly struct UniformityRow(float scale, double[] rowLogs, double total) : IRowLoss
{
    public RowValue Evaluate(in ScoreRow row)
    {
        using RentedArray<float> scratch = new(row.Negatives.Length);
        Span<float> exponentials = scratch.Span;
        TensorPrimitives.Multiply(row.Negatives, Math.Sign(scale), exponentials);
        double log = StableMath.LogSumExp(exponentials, Math.Abs(scale), exponentials, out double sum);
        if (double.IsNaN(total))
        {
            rowLogs[row.Row] = log;
        }
        else if (row.WantsGradients)
        {
            TensorPrimitives.Multiply(exponentials, (float)(scale * Math.Exp(log - total) / sum), row.NegativeGradients);
        }

        return new RowValue(0, 1);
    }
}
