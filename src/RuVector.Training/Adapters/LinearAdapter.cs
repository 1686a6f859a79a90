using System.Numerics.Tensors;
using RuVector.Training.Numerics;

namespace RuVector.Training.Adapters;

/// <summary>A residual linear map on top of frozen vectors: <c>y = x + x W + b</c>.</summary>
/// <remarks>
/// <para>W has shape <c>[D, D]</c>, b <c>[D]</c>; both start at zero, so an untrained adapter changes nothing. The output is not normalised: compare it by cosine.</para>
/// <para>Forward allocates nothing and may run on many threads at once while nobody trains.</para>
/// </remarks>
public sealed class LinearAdapter : IEmbeddingModel
{
    private readonly ParameterSegment _weight;
    private readonly ParameterSegment _bias;

    /// <summary>Creates the identity.</summary>
    /// <param name="dimension">Dimension of inputs and outputs, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dimension"/> is less than 1.</exception>
    public LinearAdapter(int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        Parameters = new ParameterSet(new ParameterShape("weight", dimension, dimension), new ParameterShape("bias", dimension));
        (_weight, _bias) = (Parameters["weight"], Parameters["bias"]);
    }

    /// <inheritdoc/>
    public ParameterSet Parameters { get; }

    /// <inheritdoc/>
    public int InputDimension => _bias.Shape.Length;

    /// <inheritdoc/>
    public int OutputDimension => _bias.Shape.Length;

    /// <inheritdoc/>
    public void Forward(ReadOnlyMatrixSpan inputs, MatrixSpan outputs)
    {
        CheckShape(inputs, inputs.Rows, nameof(inputs));
        CheckShape(outputs, inputs.Rows, nameof(outputs));
        for (int row = 0; row < inputs.Rows; row++)
        {
            TensorPrimitives.Add(inputs[row], _bias.Values, outputs[row]);
        }

        MatrixProduct.AddMultiply(inputs, _weight.ValueMatrix, outputs);
    }

    /// <inheritdoc/>
    public void Backward(ReadOnlyMatrixSpan inputs, ReadOnlyMatrixSpan outputGradients)
    {
        CheckShape(inputs, inputs.Rows, nameof(inputs));
        CheckShape(outputGradients, inputs.Rows, nameof(outputGradients));
        Span<float> bias = _bias.Gradients;
        for (int row = 0; row < inputs.Rows; row++)
        {
            TensorPrimitives.Add(bias, outputGradients[row], bias);
        }

        MatrixProduct.AddTransposedMultiply(inputs, outputGradients, _weight.GradientMatrix);
    }

    /// <inheritdoc/>
    public IEmbeddingModel Copy()
    {
        LinearAdapter copy = new(InputDimension);
        Parameters.Values.CopyTo(copy.Parameters.Values);
        return copy;
    }

    private void CheckShape(ReadOnlyMatrixSpan matrix, int rows, string paramName)
    {
        if (matrix.Rows != rows || (matrix.Columns != InputDimension && rows > 0))
        {
            throw new ArgumentException($"Expected a matrix of shape [{rows}, {InputDimension}], but got [{matrix.Rows}, {matrix.Columns}].", paramName);
        }
    }
}
