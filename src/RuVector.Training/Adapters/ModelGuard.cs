namespace RuVector.Training.Adapters;

/// <summary>Checks of what models are given.</summary>
internal static class ModelGuard
{
    /// <summary>Checks inputs and outputs of a forward pass, or inputs and output gradients of a backward pass.</summary>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void CheckShapes(IEmbeddingModel model, ReadOnlyMatrixSpan inputs, ReadOnlyMatrixSpan outputs, string outputName)
    {
        CheckShape(inputs, inputs.Rows, model.InputDimension, nameof(inputs));
        CheckShape(outputs, inputs.Rows, model.OutputDimension, outputName);
    }

    private static void CheckShape(ReadOnlyMatrixSpan matrix, int rows, int columns, string paramName)
    {
        if (matrix.Rows != rows || (matrix.Columns != columns && rows > 0))
        {
            throw new ArgumentException($"Expected a matrix of shape [{rows}, {columns}], but got [{matrix.Rows}, {matrix.Columns}].", paramName);
        }
    }
}
