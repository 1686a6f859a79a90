namespace RuVector.Training.Adapters;

/// <summary>Models on single vectors.</summary>
public static class EmbeddingModelExtensions
{
    /// <summary>Computes the embedding of one vector.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The vector, <c>[InputDimension]</c>.</param>
    /// <param name="output">Overwritten with the embedding, <c>[OutputDimension]</c>; must not overlap the input.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Forward(this IEmbeddingModel model, ReadOnlySpan<float> input, Span<float> output)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Forward(ReadOnlyMatrixSpan.FromRow(input), new MatrixSpan(output, 1, output.Length));
    }
}
