using System.Numerics.Tensors;

namespace RuVector.Training.Adapters;

/// <summary>What residual models do beside their products: rows plus a bias, and the gradient of that bias.</summary>
internal static class RowSums
{
    /// <summary>Computes <c>outputs = inputs + bias</c>, row by row; no bias is one of zeros.</summary>
    public static void AddBias(ReadOnlyMatrixSpan inputs, ParameterSegment? bias, MatrixSpan outputs)
    {
        for (int row = 0; row < inputs.Rows; row++)
        {
            if (bias is null)
            {
                inputs[row].CopyTo(outputs[row]);
            }
            else
            {
                TensorPrimitives.Add(inputs[row], bias.Values, outputs[row]);
            }
        }
    }

    /// <summary>Adds the rows up to the gradient of a bias that all of them got; no bias gets none.</summary>
    public static void AddTo(ParameterSegment? bias, ReadOnlyMatrixSpan gradients)
    {
        if (bias is null)
        {
            return;
        }

        Span<float> sum = bias.Gradients;
        for (int row = 0; row < gradients.Rows; row++)
        {
            TensorPrimitives.Add(sum, gradients[row], sum);
        }
    }
}
