namespace RuVector.Training.Conformance;

/// <summary>Labelled embeddings of a case as a batch whose candidates are its anchors.</summary>
internal sealed class LabelledRows
{
    private readonly GoldenTensor _embeddings;

    public LabelledRows(GoldenCase golden)
    {
        _embeddings = golden.Inputs.Tensor("embeddings").OfShape(-1, -1);
        Relations = PairRelations.FromLabels(golden.Inputs.Tensor("labels").OfShape(_embeddings.Rows).ToIntegers());
    }

    public int Rows => _embeddings.Rows;

    public PairRelations Relations { get; }

    /// <summary>Evaluates a loss.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="factor">A factor of value and gradient: 1, or 1 / terms to make a mean of a sum.</param>
    public LossEvaluation Evaluate(ILoss loss, double factor = 1)
    {
        float[] gradient = new float[_embeddings.Length];
        float[] terms = new float[Rows];
        LossResult result = loss.Evaluate(
            new ContrastiveBatch(new(_embeddings.ToSingles(), Rows, _embeddings.Columns), Relations),
            new LossOutputs { AnchorGradients = new MatrixSpan(gradient, Rows, _embeddings.Columns), RowValues = terms, Scale = (float)factor });
        return new(factor * result.Value, new Dictionary<string, float[]> { ["embeddings"] = gradient }, terms);
    }
}
