namespace RuVector.Training.Adapters;

/// <summary>A model that turns input vectors into embeddings and can be trained.</summary>
/// <remarks>Forward is pure and may run on many threads at once while nobody trains. Backward recomputes what it needs from the inputs, so a model keeps nothing between the two.</remarks>
public interface IEmbeddingModel : IParameterized
{
    /// <summary>Gets the dimension of the inputs.</summary>
    int InputDimension { get; }

    /// <summary>Gets the dimension of the embeddings.</summary>
    int OutputDimension { get; }

    /// <summary>Computes embeddings.</summary>
    /// <param name="inputs">Shape <c>[N, InputDimension]</c>.</param>
    /// <param name="outputs">Overwritten, shape <c>[N, OutputDimension]</c>; must not overlap the inputs.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    void Forward(ReadOnlyMatrixSpan inputs, MatrixSpan outputs);

    /// <summary>Adds dL/dparameters to the gradients of the parameters.</summary>
    /// <param name="inputs">The inputs of the forward pass, shape <c>[N, InputDimension]</c>.</param>
    /// <param name="outputGradients">dL/doutputs, shape <c>[N, OutputDimension]</c>.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    void Backward(ReadOnlyMatrixSpan inputs, ReadOnlyMatrixSpan outputGradients);

    /// <summary>Copies the model, its parameters included: to embed with it while this one is trained.</summary>
    /// <returns>A model that shares nothing with this one.</returns>
    IEmbeddingModel Copy();
}
