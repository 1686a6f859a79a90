using System.Numerics.Tensors;
using RuVector.Training.Numerics;

namespace RuVector.Training.Adapters;

/// <summary>Pools the vectors of the tokens of a text into one, with weights that a learned query gives them.</summary>
/// <remarks>
/// <para><c>y = sum_t w_t x_t</c>, <c>w = softmax_t(x_t . q / sqrt(D))</c> over the tokens that are present; the maximum is taken out first. A row of the input is <c>T</c> token vectors of dimension D one after the other,
/// so the input dimension is <c>T D</c> and the output dimension D.</para>
/// <para>A token of zeros is no token: texts that are shorter than T are filled up with zeros, anywhere. A row without tokens gives the zero vector and gradient 0.</para>
/// <para>The query has shape <c>[D]</c> and starts at zero: untrained, it is the mean of the tokens that are present. Forward allocates nothing after the first call and may run on many threads at once while nobody trains.</para>
/// <para>Source: Yang et al., "Hierarchical Attention Networks for Document Classification", 2016, with the scale of Vaswani et al., "Attention Is All You Need", 2017.</para>
/// </remarks>
public sealed class AttentionPooling : IEmbeddingModel
{
    private readonly ParameterSegment _query;
    private readonly float _scale;

    /// <summary>Creates the pooling to the mean.</summary>
    /// <param name="tokenDimension">Dimension of a token and of the output, D, 1 or more.</param>
    /// <param name="maxTokens">Number of tokens of a row, T, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or their product exceeds the length of an array.</exception>
    public AttentionPooling(int tokenDimension, int maxTokens)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tokenDimension, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)tokenDimension * maxTokens, Array.MaxLength, nameof(maxTokens));
        Parameters = new ParameterSet(Shapes(tokenDimension));
        (_query, _scale) = (Parameters["query"], (float)(1 / Math.Sqrt(tokenDimension)));
        (OutputDimension, MaxTokens) = (tokenDimension, maxTokens);
    }

    /// <inheritdoc/>
    public ParameterSet Parameters { get; }

    /// <inheritdoc/>
    public int InputDimension => MaxTokens * OutputDimension;

    /// <inheritdoc/>
    public int OutputDimension { get; }

    /// <summary>Gets the number of tokens of a row.</summary>
    public int MaxTokens { get; }

    /// <inheritdoc/>
    public void Forward(ReadOnlyMatrixSpan inputs, MatrixSpan outputs)
    {
        ModelGuard.CheckShapes(this, inputs, outputs, nameof(outputs));
        using RentedArray<float> weights = new(MaxTokens);
        for (int row = 0; row < inputs.Rows; row++)
        {
            Span<float> output = outputs[row];
            output.Clear();
            if (Attend(inputs[row], weights.Span))
            {
                AddTokens(inputs[row], weights.Span, output);
            }
        }
    }

    /// <inheritdoc/>
    public void Backward(ReadOnlyMatrixSpan inputs, ReadOnlyMatrixSpan outputGradients)
    {
        ModelGuard.CheckShapes(this, inputs, outputGradients, nameof(outputGradients));
        using RentedArray<float> weights = new(MaxTokens);
        using RentedArray<float> gains = new(MaxTokens);
        for (int row = 0; row < inputs.Rows; row++)
        {
            if (Attend(inputs[row], weights.Span))
            {
                ToScoreGradients(inputs[row], outputGradients[row], weights.Span, gains.Span);
                AddTokens(inputs[row], weights.Span, _query.Gradients);
            }
        }
    }

    /// <inheritdoc/>
    public IEmbeddingModel Copy() => new AttentionPooling(OutputDimension, MaxTokens).WithValuesOf(this);

    internal static ParameterShape[] Shapes(int tokenDimension) => [new("query", tokenDimension)];

    /// <summary>Computes the weight of every token, 0 for those that are none; tells whether there is any.</summary>
    private bool Attend(ReadOnlySpan<float> tokens, Span<float> weights)
    {
        bool any = false;
        for (int t = 0; t < weights.Length; t++)
        {
            ReadOnlySpan<float> token = Token(tokens, t);
            bool present = token[0] != 0 || TensorPrimitives.MaxMagnitude(token) != 0;
            weights[t] = present ? TensorPrimitives.Dot(token, _query.Values) : float.NegativeInfinity;
            any |= present;
        }

        if (any)
        {
            StableMath.SoftMax(weights, _scale, weights);
        }

        return any;
    }

    /// <summary>Turns weights into the gradients by <c>x_t . q</c>: <c>w_t (g . x_t - sum_s w_s g . x_s) / sqrt(D)</c>.</summary>
    private void ToScoreGradients(ReadOnlySpan<float> tokens, ReadOnlySpan<float> gradient, Span<float> weights, Span<float> gains)
    {
        double mean = 0;
        for (int t = 0; t < weights.Length; t++)
        {
            gains[t] = weights[t] == 0 ? 0 : TensorPrimitives.Dot(Token(tokens, t), gradient);
            mean += (double)weights[t] * gains[t];
        }

        for (int t = 0; t < weights.Length; t++)
        {
            weights[t] = (float)(_scale * weights[t] * (gains[t] - mean));
        }
    }

    private void AddTokens(ReadOnlySpan<float> tokens, ReadOnlySpan<float> factors, Span<float> sum)
    {
        for (int t = 0; t < factors.Length; t++)
        {
            if (factors[t] != 0)
            {
                TensorPrimitives.MultiplyAdd(Token(tokens, t), factors[t], sum, sum);
            }
        }
    }

    private ReadOnlySpan<float> Token(ReadOnlySpan<float> tokens, int t) => tokens.Slice(t * OutputDimension, OutputDimension);
}
