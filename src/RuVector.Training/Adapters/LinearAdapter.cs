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
    private readonly ParameterSegment? _bias;

    /// <summary>Creates the identity.</summary>
    /// <param name="dimension">Dimension of inputs and outputs, 1 or more.</param>
    /// <param name="bias">Whether there is a bias b; without one zero maps to zero.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dimension"/> is less than 1.</exception>
    public LinearAdapter(int dimension, bool bias = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        Parameters = new ParameterSet(Shapes(dimension, bias));
        (_weight, _bias, InputDimension) = (Parameters["weight"], bias ? Parameters["bias"] : null, dimension);
    }

    /// <inheritdoc/>
    public ParameterSet Parameters { get; }

    /// <inheritdoc/>
    public int InputDimension { get; }

    /// <inheritdoc/>
    public int OutputDimension => InputDimension;

    /// <summary>Gets a value indicating whether there is a bias.</summary>
    public bool HasBias => _bias is not null;

    /// <inheritdoc/>
    public void Forward(ReadOnlyMatrixSpan inputs, MatrixSpan outputs)
    {
        ModelGuard.CheckShapes(this, inputs, outputs, nameof(outputs));
        RowSums.AddBias(inputs, _bias, outputs);
        MatrixProduct.AddMultiply(inputs, _weight.ValueMatrix, outputs);
    }

    /// <inheritdoc/>
    public void Backward(ReadOnlyMatrixSpan inputs, ReadOnlyMatrixSpan outputGradients)
    {
        ModelGuard.CheckShapes(this, inputs, outputGradients, nameof(outputGradients));
        RowSums.AddTo(_bias, outputGradients);
        MatrixProduct.AddTransposedMultiply(inputs, outputGradients, _weight.GradientMatrix);
    }

    /// <inheritdoc/>
    public IEmbeddingModel Copy() => new LinearAdapter(InputDimension, HasBias).WithValuesOf(this);

    internal static ParameterShape[] Shapes(int dimension, bool bias) =>
        [new("weight", dimension, dimension), .. bias ? [new ParameterShape("bias", dimension)] : Array.Empty<ParameterShape>()];
}
