using RuVector.Training.Adapters;

namespace RuVector.Training.Trainer;

/// <summary>One side of a batch: vectors, what a model makes of them, and the way back. Without a model the vectors are the embeddings.</summary>
internal sealed class EncodedRows(IEmbeddingModel? model, int dimension)
{
    private readonly MatrixBuffer _inputs = new(dimension);
    private readonly MatrixBuffer _outputs = new(model?.OutputDimension ?? dimension);
    private readonly MatrixBuffer _gradients = new(model?.OutputDimension ?? dimension);

    public int Rows { get; private set; }

    /// <summary>Gets where the gradients of the embeddings belong; empty when nobody learns from them.</summary>
    public MatrixSpan Gradients => model is null ? default : _gradients.View(Rows);

    /// <summary>Gets the embeddings of the last <see cref="Encode"/>.</summary>
    public MatrixSpan Embeddings => model is null ? _inputs.View(Rows) : _outputs.View(Rows);

    /// <summary>Copies some rows of a matrix into the place of what was there.</summary>
    public void Load(ReadOnlyMatrixSpan vectors, ReadOnlySpan<int> rows)
    {
        Rows = 0;
        Add(vectors, rows);
    }

    /// <summary>Copies more rows behind what is there.</summary>
    public void Add(ReadOnlyMatrixSpan vectors, ReadOnlySpan<int> rows)
    {
        RowGather.Copy(vectors, rows, _inputs.View(Rows + rows.Length).SliceRows(Rows, rows.Length));
        Rows += rows.Length;
    }

    /// <summary>Computes the embeddings.</summary>
    public ReadOnlyMatrixSpan Encode()
    {
        model?.Forward(_inputs.View(Rows), _outputs.View(Rows));
        return Embeddings;
    }

    /// <summary>Adds the gradients of the parameters.</summary>
    public void Backward() => model?.Backward(_inputs.View(Rows), _gradients.View(Rows));
}
