namespace RuVector.Training.Conformance;

/// <summary>Anchors, positives and negatives of a case as one batch whose candidates are the positives, then the negatives.</summary>
internal sealed class PairedInputs
{
    private readonly GoldenTensor _anchors;
    private readonly GoldenTensor _positives;
    private readonly GoldenTensor? _negatives;
    private readonly float[] _candidates;

    public PairedInputs(GoldenCase golden)
    {
        _anchors = golden.Inputs.Tensor("anchors").OfShape(-1, -1);
        _positives = golden.Inputs.Tensor("positives");
        _negatives = golden.Inputs.OptionalTensor("negatives");
        _candidates = [.. _positives.ToSingles(), .. _negatives?.ToSingles() ?? []];
    }

    public int Anchors => _anchors.Rows;

    public int Dimension => _anchors.Columns;

    /// <summary>Number of negatives of each anchor, of a tensor <c>[B, K, D]</c>.</summary>
    public int NegativesPerAnchor => Negatives.OfShape(Anchors, -1, Dimension).Shape[1];

    /// <summary>Number of negatives for all anchors, of a tensor <c>[M, D]</c>.</summary>
    public int SharedNegatives => Negatives.OfShape(-1, Dimension).Shape[0];

    /// <summary>Number of positives of each anchor, of a tensor <c>[B, P, D]</c> or <c>[B, D]</c>.</summary>
    public int PositivesPerAnchor => _positives.Shape.Count == 3
        ? _positives.OfShape(Anchors, -1, Dimension).Shape[1]
        : _positives.OfShape(Anchors, Dimension).Shape.Count - 1;

    private GoldenTensor Negatives => _negatives ?? throw new GoldenFormatException("Expected inputs.negatives, but the case has none.");

    public LossEvaluation Evaluate(ILoss loss, PairRelations relations)
    {
        int candidates = Dimension == 0 ? 0 : _candidates.Length / Dimension;
        float[] anchorGradient = new float[_anchors.Length];
        float[] candidateGradient = new float[_candidates.Length];
        float[] terms = new float[relations.RowCount];
        LossResult result = loss.Evaluate(
            new ContrastiveBatch(new(_anchors.ToSingles(), Anchors, Dimension), new(_candidates, candidates, Dimension), relations),
            new LossOutputs
            {
                AnchorGradients = new MatrixSpan(anchorGradient, Anchors, Dimension),
                CandidateGradients = new MatrixSpan(candidateGradient, candidates, Dimension),
                RowValues = terms,
            });
        Dictionary<string, float[]> gradients = new()
        {
            ["anchors"] = anchorGradient,
            ["positives"] = candidateGradient[.._positives.Length],
            ["negatives"] = candidateGradient[_positives.Length..],
        };
        return new(result.Value, gradients, terms);
    }
}
