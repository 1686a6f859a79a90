using RuVector.Training.Numerics;

namespace RuVector.Training.Adapters;

/// <summary>A residual network with one hidden layer on top of frozen vectors: <c>y = x + a(x W1 + b1) W2 + b2</c>.</summary>
/// <remarks>
/// <para>W1 has shape <c>[D, H]</c>, b1 <c>[H]</c>, W2 <c>[H, D]</c>, b2 <c>[D]</c>; a is the <see cref="Adapters.Activation"/>. W1 starts with seeded normal numbers of standard deviation <c>sqrt(2 / D)</c>,
/// all else at zero, so an untrained adapter changes nothing. The output is not normalised: compare it by cosine.</para>
/// <para>Scratch memory is that of 1024 rows of the hidden layer, twice for a backward pass, for any number of rows. Forward allocates nothing after the first call of its size and may run on many threads at once while nobody trains.</para>
/// <para>Source: Houlsby et al., "Parameter-Efficient Transfer Learning for NLP", 2019 (residual adapters that start as the identity); He et al., "Delving Deep into Rectifiers", 2015 (first values).</para>
/// </remarks>
public sealed class MlpAdapter : IEmbeddingModel
{
    private const int BlockRows = 1024;

    private readonly ParameterSegment _hiddenWeight;
    private readonly ParameterSegment _hiddenBias;
    private readonly ParameterSegment _outputWeight;
    private readonly ParameterSegment _outputBias;

    /// <summary>Creates an adapter that changes nothing yet.</summary>
    /// <param name="dimension">Dimension of inputs and outputs, D, 1 or more.</param>
    /// <param name="hidden">Width of the hidden layer, H, 1 or more.</param>
    /// <param name="activation">The bend of the hidden layer.</param>
    /// <param name="seed">Seed of the first values of W1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or the activation is unknown.</exception>
    public MlpAdapter(int dimension, int hidden, Activation activation = Activation.Gelu, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hidden, 1);
        if (!Enum.IsDefined(activation))
        {
            throw new ArgumentOutOfRangeException(nameof(activation), activation, $"Expected one of {string.Join(", ", Enum.GetNames<Activation>())}, but got {activation}.");
        }

        Parameters = new ParameterSet(Shapes(dimension, hidden));
        (_hiddenWeight, _hiddenBias) = (Parameters["hidden_weight"], Parameters["hidden_bias"]);
        (_outputWeight, _outputBias) = (Parameters["output_weight"], Parameters["output_bias"]);
        (InputDimension, HiddenDimension, Activation) = (dimension, hidden, activation);
        NormalValues.Fill(_hiddenWeight.ValueMatrix, Math.Sqrt(2.0 / dimension), seed);
    }

    /// <inheritdoc/>
    public ParameterSet Parameters { get; }

    /// <inheritdoc/>
    public int InputDimension { get; }

    /// <inheritdoc/>
    public int OutputDimension => InputDimension;

    /// <summary>Gets the width of the hidden layer.</summary>
    public int HiddenDimension { get; }

    /// <summary>Gets the bend of the hidden layer.</summary>
    public Activation Activation { get; }

    /// <inheritdoc/>
    public void Forward(ReadOnlyMatrixSpan inputs, MatrixSpan outputs)
    {
        ModelGuard.CheckShapes(this, inputs, outputs, nameof(outputs));
        RowSums.AddBias(inputs, _outputBias, outputs);
        int block = Math.Min(inputs.Rows, BlockRows);
        using RentedArray<float> memory = new(checked((block + 2) * HiddenDimension));
        Span<float> scratch = memory.Span[..(2 * HiddenDimension)];
        for (int start = 0; start < inputs.Rows; start += BlockRows)
        {
            int rows = Math.Min(BlockRows, inputs.Rows - start);
            MatrixSpan hidden = Hidden(inputs.SliceRows(start, rows), memory.Span[scratch.Length..]);
            Activate(hidden, scratch);
            MatrixProduct.AddMultiply(hidden, _outputWeight.ValueMatrix, outputs.SliceRows(start, rows));
        }
    }

    /// <inheritdoc/>
    public void Backward(ReadOnlyMatrixSpan inputs, ReadOnlyMatrixSpan outputGradients)
    {
        ModelGuard.CheckShapes(this, inputs, outputGradients, nameof(outputGradients));
        RowSums.AddTo(_outputBias, outputGradients);
        int block = Math.Min(inputs.Rows, BlockRows);
        using RentedArray<float> memory = new(checked(2 * (block + 1) * HiddenDimension));
        for (int start = 0; start < inputs.Rows; start += BlockRows)
        {
            int rows = Math.Min(BlockRows, inputs.Rows - start);
            Backward(inputs.SliceRows(start, rows), outputGradients.SliceRows(start, rows), memory.Span);
        }
    }

    /// <inheritdoc/>
    public IEmbeddingModel Copy() => new MlpAdapter(InputDimension, HiddenDimension, Activation).WithValuesOf(this);

    internal static ParameterShape[] Shapes(int dimension, int hidden) =>
        [new("hidden_weight", dimension, hidden), new("hidden_bias", hidden), new("output_weight", hidden, dimension), new("output_bias", dimension)];

    private void Backward(ReadOnlyMatrixSpan inputs, ReadOnlyMatrixSpan outputGradients, Span<float> memory)
    {
        int length = inputs.Rows * HiddenDimension;
        Span<float> scratch = memory[..(2 * HiddenDimension)];
        MatrixSpan before = Hidden(inputs, memory[scratch.Length..]);
        MatrixSpan after = new(memory.Slice(scratch.Length + length, length), inputs.Rows, HiddenDimension);
        before.Values.CopyTo(after.Values);
        Activate(after, scratch);
        MatrixProduct.AddTransposedMultiply(after, outputGradients, _outputWeight.GradientMatrix);

        MatrixSpan gradients = after;
        MatrixProduct.MultiplyTransposed(outputGradients, _outputWeight.ValueMatrix, gradients);
        for (int row = 0; row < gradients.Rows; row++)
        {
            ActivationRows.PullBack(Activation, before[row], gradients[row], scratch);
        }

        RowSums.AddTo(_hiddenBias, gradients);
        MatrixProduct.AddTransposedMultiply(inputs, gradients, _hiddenWeight.GradientMatrix);
    }

    /// <summary>Computes <c>x W1 + b1</c>.</summary>
    private MatrixSpan Hidden(ReadOnlyMatrixSpan inputs, Span<float> memory)
    {
        MatrixSpan hidden = new(memory[..(inputs.Rows * HiddenDimension)], inputs.Rows, HiddenDimension);
        for (int row = 0; row < hidden.Rows; row++)
        {
            _hiddenBias.Values.CopyTo(hidden[row]);
        }

        MatrixProduct.AddMultiply(inputs, _hiddenWeight.ValueMatrix, hidden);
        return hidden;
    }

    private void Activate(MatrixSpan hidden, Span<float> scratch)
    {
        for (int row = 0; row < hidden.Rows; row++)
        {
            ActivationRows.Apply(Activation, hidden[row], scratch);
        }
    }
}
