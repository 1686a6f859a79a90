namespace RuVector.Training.Conformance;

/// <summary>Labelled embeddings of a case, compared with each other or with one vector for each class.</summary>
internal sealed class LabelledInputs(GoldenCase golden)
{
    private readonly GoldenTensor _embeddings = golden.Inputs.Tensor("embeddings").OfShape(-1, -1);

    /// <summary>Gets the label of each embedding.</summary>
    public int[] Labels => golden.Inputs.Tensor("labels").OfShape(_embeddings.Rows).ToIntegers();

    /// <summary>Reads how far two embeddings are apart.</summary>
    public ScoreMeasure Distance => golden.Parameters.Flag("normalize", true) ? ScoreMeasure.UnitEuclidean : ScoreMeasure.Euclidean;

    /// <summary>Gets the number of embeddings.</summary>
    public int Rows => _embeddings.Rows;

    /// <summary>Evaluates the embeddings against each other, those of one label being positives.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="factor">A factor of value and gradient: 1, or 1 / terms to make a mean of a sum.</param>
    public LossEvaluation Evaluate(ILoss loss, double factor = 1) => Evaluate(loss, PairRelations.FromLabels(Labels), factor);

    /// <summary>Evaluates the embeddings against each other.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="relations">How they relate.</param>
    /// <param name="factor">A factor of value and gradient.</param>
    public LossEvaluation Evaluate(ILoss loss, PairRelations relations, double factor = 1)
    {
        float[] gradient = new float[_embeddings.Length];
        float[] terms = new float[relations.RowCount];
        LossResult result = loss.Evaluate(
            new ContrastiveBatch(Matrix(_embeddings), relations),
            new LossOutputs { AnchorGradients = new MatrixSpan(gradient, _embeddings.Rows, _embeddings.Columns), RowValues = terms, Scale = (float)factor });
        return new(factor * result.Value, new Dictionary<string, float[]> { ["embeddings"] = gradient }, terms);
    }

    /// <summary>Evaluates the embeddings against the vectors of classes, input <paramref name="classes"/>.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="classes">The name of the input: one vector for each class.</param>
    /// <param name="classesAreAnchors">Whether the classes are the anchors of the batch instead of its candidates.</param>
    public LossEvaluation EvaluateAgainst(ILoss loss, string classes, bool classesAreAnchors)
    {
        GoldenTensor vectors = golden.Inputs.Tensor(classes).OfShape(-1, _embeddings.Columns);
        int[] numbers = [.. Enumerable.Range(0, vectors.Rows)];
        (GoldenTensor anchors, GoldenTensor candidates) = classesAreAnchors ? (vectors, _embeddings) : (_embeddings, vectors);
        PairRelations relations = classesAreAnchors ? PairRelations.FromLabels(numbers, Labels) : PairRelations.FromLabels(Labels, numbers);
        (float[] byAnchor, float[] byCandidate, float[] terms) = (new float[anchors.Length], new float[candidates.Length], new float[relations.RowCount]);
        LossResult result = loss.Evaluate(
            new ContrastiveBatch(Matrix(anchors), Matrix(candidates), relations),
            new LossOutputs
            {
                AnchorGradients = new MatrixSpan(byAnchor, anchors.Rows, anchors.Columns),
                CandidateGradients = new MatrixSpan(byCandidate, candidates.Rows, candidates.Columns),
                RowValues = terms,
            });
        Dictionary<string, float[]> gradients = new()
        {
            ["embeddings"] = classesAreAnchors ? byCandidate : byAnchor,
            [classes] = classesAreAnchors ? byAnchor : byCandidate,
        };
        return new(result.Value, gradients, terms);
    }

    private static ReadOnlyMatrixSpan Matrix(GoldenTensor tensor) => new(tensor.ToSingles(), tensor.Rows, tensor.Columns);
}
