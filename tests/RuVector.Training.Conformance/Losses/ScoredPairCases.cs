using RuVector.Training.Losses;

namespace RuVector.Training.Conformance;

/// <summary>Losses of pairs (u_i, v_i) with a label: cosine regression and CoSENT.</summary>
internal sealed class ScoredPairCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["cosine_mse", "cosent"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        GoldenTensor u = golden.Inputs.Tensor("u").OfShape(-1, -1);
        GoldenTensor v = golden.Inputs.Tensor("v").OfShape(u.Rows, u.Columns);
        float[] labels = golden.Inputs.Tensor("labels").OfShape(u.Rows).ToSingles();
        PairRelations relations = PairRelations.FromScoredPairs(u.Rows, u.Rows, [.. labels.Select(static (label, i) => new ScoredPair(i, i, label))]);
        LossCases.Compare(golden, comparison, reduction =>
        {
            ILoss loss = golden.Function == "cosent"
                ? new CoSentLoss(new CoSentOptions { Temperature = (float)(1 / golden.Parameters.Number("scale")) })
                : new CosineSimilarityLoss(new CosineSimilarityOptions { Reduction = reduction });
            float[] byU = new float[u.Length];
            float[] byV = new float[v.Length];
            float[] terms = new float[u.Rows];
            LossResult result = loss.Evaluate(
                new ContrastiveBatch(new(u.ToSingles(), u.Rows, u.Columns), new(v.ToSingles(), v.Rows, v.Columns), relations),
                new LossOutputs { AnchorGradients = new MatrixSpan(byU, u.Rows, u.Columns), CandidateGradients = new MatrixSpan(byV, v.Rows, v.Columns), RowValues = terms });
            return new(result.Value, new Dictionary<string, float[]> { ["u"] = byU, ["v"] = byV }, terms);
        });
    }
}
