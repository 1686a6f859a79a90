using RuVector.Training.Adapters;

namespace RuVector.Training.Trainer;

/// <summary>Embeds some rows of a matrix, a piece at a time; without a model the rows are their own embeddings.</summary>
internal sealed class RowEmbedder(IEmbeddingModel? model, int dimension)
{
    private const int PieceRows = 1024;

    private readonly MatrixBuffer _piece = new(dimension);

    /// <summary>Gets the dimension of the embeddings.</summary>
    public int Dimension => model?.OutputDimension ?? dimension;

    /// <summary>Writes the embeddings of <paramref name="rows"/> to <paramref name="target"/>.</summary>
    public void Embed(ReadOnlyMatrixSpan vectors, ReadOnlySpan<int> rows, MatrixSpan target)
    {
        if (model is null)
        {
            RowGather.Copy(vectors, rows, target);
            return;
        }

        for (int first = 0; first < rows.Length; first += PieceRows)
        {
            ReadOnlySpan<int> piece = rows[first..Math.Min(rows.Length, first + PieceRows)];
            MatrixSpan inputs = _piece.View(piece.Length);
            RowGather.Copy(vectors, piece, inputs);
            model.Forward(inputs, target.SliceRows(first, piece.Length));
        }
    }
}
