using RuVector.Training.Losses;

namespace RuVector.Training.Conformance;

/// <summary>Contrastive loss over an edge list; the unreduced terms come from a batch with a row for every edge.</summary>
internal sealed class PairwiseContrastiveCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["pairwise_contrastive"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        LabelledInputs inputs = new(golden);
        GoldenTensor embeddings = golden.Inputs.Tensor("embeddings");
        ScoredPair[] edges = EdgesOf(golden);
        PairRelations relations = PairRelations.FromScoredPairs(embeddings.Rows, embeddings.Rows, edges);
        LossCases.Compare(golden, comparison, reduction =>
        {
            ContrastiveLoss loss = new(new ContrastiveOptions { Margin = (float)golden.Parameters.Number("margin"), Reduction = reduction });
            return inputs.Evaluate(loss, relations) with { Terms = Terms(loss, embeddings, edges) };
        });
    }

    private static ScoredPair[] EdgesOf(GoldenCase golden)
    {
        GoldenTensor edges = golden.Inputs.Tensor("edges").OfShape(-1, 2);
        int[] ends = edges.ToIntegers();
        float[] similar = golden.Inputs.Tensor("similar").OfShape(edges.Rows).ToSingles();
        return [.. Enumerable.Range(0, edges.Rows).Select(i => new ScoredPair(ends[2 * i], ends[(2 * i) + 1], similar[i]))];
    }

    private static float[] Terms(ContrastiveLoss loss, GoldenTensor embeddings, ScoredPair[] edges)
    {
        float[] terms = new float[edges.Length];
        ScoredPair[] pairs = [.. edges.Select(static (edge, i) => new ScoredPair(i, i, edge.Score))];
        loss.Evaluate(
            new ContrastiveBatch(
                Gather(embeddings, edges.Select(static e => e.Anchor)),
                Gather(embeddings, edges.Select(static e => e.Candidate)),
                PairRelations.FromScoredPairs(edges.Length, edges.Length, pairs)),
            new LossOutputs { RowValues = terms });
        return terms;
    }

    private static ReadOnlyMatrixSpan Gather(GoldenTensor embeddings, IEnumerable<int> rows)
    {
        float[] values = embeddings.ToSingles();
        float[] gathered = [.. rows.SelectMany(row => values.Skip(row * embeddings.Columns).Take(embeddings.Columns))];
        return new(gathered, embeddings.Columns == 0 ? 0 : gathered.Length / embeddings.Columns, embeddings.Columns);
    }
}
