using RuVector.Training.Losses;

namespace RuVector.Training.Conformance;

/// <summary>Smoothness over a weighted graph; edges without weights weigh 1.</summary>
internal sealed class GraphLaplacianCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["graph_laplacian"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        GoldenTensor embeddings = golden.Inputs.Tensor("embeddings").OfShape(-1, -1);
        SpectralRegularizationLoss loss = new(new SpectralRegularizationOptions
        {
            Weight = (float)golden.Parameters.Number("lambda"),
            Laplacian = golden.Parameters.Text("laplacian") switch
            {
                "unnormalized" => LaplacianKind.Combinatorial,
                "symmetric_normalized" => LaplacianKind.SymmetricNormalized,
                string other => throw new UnsupportedCaseException($"Laplacian '{other}' is not unnormalized or symmetric_normalized"),
            },
        });
        PairRelations relations = PairRelations.FromEdges(embeddings.Rows, EdgesOf(golden));
        LossCases.Compare(golden, comparison, _ =>
        {
            float[] gradient = new float[embeddings.Length];
            LossResult result = loss.Evaluate(
                new ContrastiveBatch(new(embeddings.ToSingles(), embeddings.Rows, embeddings.Columns), relations),
                new LossOutputs { AnchorGradients = new MatrixSpan(gradient, embeddings.Rows, embeddings.Columns) });
            return new(result.Value, new Dictionary<string, float[]> { ["embeddings"] = gradient }, []);
        });
    }

    private static Edge[] EdgesOf(GoldenCase golden)
    {
        GoldenTensor edges = golden.Inputs.Tensor("edges").OfShape(-1, 2);
        int[] ends = edges.ToIntegers();
        float[]? weights = golden.Inputs.OptionalTensor("weights")?.OfShape(edges.Rows).ToSingles();
        return [.. Enumerable.Range(0, edges.Rows).Select(i => new Edge(ends[2 * i], ends[(2 * i) + 1], weights?[i] ?? 1))];
    }
}
