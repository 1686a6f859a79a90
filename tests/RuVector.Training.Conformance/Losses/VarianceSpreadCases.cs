using RuVector.Training.Losses;

namespace RuVector.Training.Conformance;

/// <summary>The variance of the variances of all dimensions.</summary>
internal sealed class VarianceSpreadCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["spectral_variance"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        GoldenTensor embeddings = golden.Inputs.Tensor("embeddings").OfShape(-1, -1);
        VarianceSpreadLoss loss = new(new VarianceSpreadOptions { Weight = (float)golden.Parameters.Number("weight") });
        LossCases.Compare(golden, comparison, _ =>
        {
            float[] gradient = new float[embeddings.Length];
            LossResult result = loss.Evaluate(
                new ContrastiveBatch(new(embeddings.ToSingles(), embeddings.Rows, embeddings.Columns), PairRelations.None(embeddings.Rows)),
                new LossOutputs { AnchorGradients = new MatrixSpan(gradient, embeddings.Rows, embeddings.Columns) });
            return new(result.Value, new Dictionary<string, float[]> { ["embeddings"] = gradient }, []);
        });
    }
}
