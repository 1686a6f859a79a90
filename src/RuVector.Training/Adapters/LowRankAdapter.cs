using RuVector.Training.Numerics;

namespace RuVector.Training.Adapters;

/// <summary>A residual linear map of low rank on top of frozen vectors: <c>y = x + (x U) V + b</c>, which is <c>x (I + U V) + b</c>.</summary>
/// <remarks>
/// <para>U has shape <c>[D, r]</c>, V <c>[r, D]</c>, b <c>[D]</c>. U starts with seeded normal numbers of standard deviation <c>1 / sqrt(D)</c>, V and b at zero, so an untrained adapter changes nothing.</para>
/// <para>It has <c>2 D r</c> weights where <see cref="LinearAdapter"/> has <c>D^2</c>: fewer to learn from little data, and fewer to store. The output is not normalised: compare it by cosine.</para>
/// <para>Forward allocates nothing after the first call of its size and may run on many threads at once while nobody trains.</para>
/// <para>Source: Hu et al., "LoRA: Low-Rank Adaptation of Large Language Models", 2021.</para>
/// </remarks>
public sealed class LowRankAdapter : IEmbeddingModel
{
    private readonly ParameterSegment _u;
    private readonly ParameterSegment _v;
    private readonly ParameterSegment? _bias;

    /// <summary>Creates an adapter that changes nothing yet.</summary>
    /// <param name="dimension">Dimension of inputs and outputs, D, 1 or more.</param>
    /// <param name="rank">Rank of the map, r, 1 or more; from D on a <see cref="LinearAdapter"/> can do the same with fewer weights.</param>
    /// <param name="bias">Whether there is a bias b.</param>
    /// <param name="seed">Seed of the first values of U.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dimension"/> or <paramref name="rank"/> is less than 1.</exception>
    public LowRankAdapter(int dimension, int rank, bool bias = true, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        Parameters = new ParameterSet(Shapes(dimension, rank, bias));
        (_u, _v, _bias) = (Parameters["u"], Parameters["v"], bias ? Parameters["bias"] : null);
        (InputDimension, Rank) = (dimension, rank);
        NormalValues.Fill(_u.ValueMatrix, 1 / Math.Sqrt(dimension), seed);
    }

    /// <inheritdoc/>
    public ParameterSet Parameters { get; }

    /// <inheritdoc/>
    public int InputDimension { get; }

    /// <inheritdoc/>
    public int OutputDimension => InputDimension;

    /// <summary>Gets the rank of the map.</summary>
    public int Rank { get; }

    /// <summary>Gets a value indicating whether there is a bias.</summary>
    public bool HasBias => _bias is not null;

    /// <inheritdoc/>
    public void Forward(ReadOnlyMatrixSpan inputs, MatrixSpan outputs)
    {
        ModelGuard.CheckShapes(this, inputs, outputs, nameof(outputs));
        using RentedArray<float> memory = new(checked(inputs.Rows * Rank));
        RowSums.AddBias(inputs, _bias, outputs);
        MatrixProduct.AddMultiply(Inner(inputs, memory.Span), _v.ValueMatrix, outputs);
    }

    /// <inheritdoc/>
    public void Backward(ReadOnlyMatrixSpan inputs, ReadOnlyMatrixSpan outputGradients)
    {
        ModelGuard.CheckShapes(this, inputs, outputGradients, nameof(outputGradients));
        using RentedArray<float> memory = new(checked(inputs.Rows * Rank));
        RowSums.AddTo(_bias, outputGradients);
        MatrixSpan inner = Inner(inputs, memory.Span);
        MatrixProduct.AddTransposedMultiply(inner, outputGradients, _v.GradientMatrix);
        MatrixProduct.MultiplyTransposed(outputGradients, _v.ValueMatrix, inner);
        MatrixProduct.AddTransposedMultiply(inputs, inner, _u.GradientMatrix);
    }

    /// <inheritdoc/>
    public IEmbeddingModel Copy() => new LowRankAdapter(InputDimension, Rank, HasBias).WithValuesOf(this);

    internal static ParameterShape[] Shapes(int dimension, int rank, bool bias) =>
        [new("u", dimension, rank), new("v", rank, dimension), .. bias ? [new ParameterShape("bias", dimension)] : Array.Empty<ParameterShape>()];

    /// <summary>Computes <c>x U</c>.</summary>
    private MatrixSpan Inner(ReadOnlyMatrixSpan inputs, Span<float> memory)
    {
        memory.Clear();
        MatrixSpan inner = new(memory, inputs.Rows, Rank);
        MatrixProduct.AddMultiply(inputs, _u.ValueMatrix, inner);
        return inner;
    }
}
