using RuVector.Training.Losses;

namespace RuVector.Training.Conformance;

/// <summary>NT-Xent over two views of pairs, and over labels. The unreduced terms come from rows with one positive each: the 2N rows of two views, the ordered positive pairs of labels.</summary>
internal sealed class NtXentCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["ntxent", "ntxent_labels"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        if (golden.Function == "ntxent_labels")
        {
            LabelledInputs labelled = new(golden);
            LossCases.Compare(golden, comparison, reduction => labelled.Evaluate(Loss(golden, reduction)) with { Terms = Terms(golden, golden.Inputs.Tensor("embeddings"), PairRelations.FromLabels(labelled.Labels)) });
            return;
        }

        PairedInputs inputs = new(golden);
        LossCases.Compare(golden, comparison, reduction =>
            inputs.Evaluate(Loss(golden, reduction), PairRelations.InBatch(inputs.Anchors)) with { Terms = TermsOfViews(golden, inputs) });
    }

    private static NtXentLoss Loss(GoldenCase golden, Reduction reduction) => new(new NtXentOptions
    {
        Temperature = (float)golden.Parameters.Number("temperature"),
        Measure = LossCases.Similarity(golden),
        Reduction = reduction,
    });

    private static float[] TermsOfViews(GoldenCase golden, PairedInputs inputs)
    {
        float[] rows = [.. golden.Inputs.Tensor("anchors").ToSingles(), .. golden.Inputs.Tensor("positives").ToSingles()];
        int count = 2 * inputs.Anchors;
        float[] terms = new float[count];
        PairRelations views = PairRelations.FromLabels([.. Enumerable.Range(0, count).Select(row => row % Math.Max(1, inputs.Anchors))]);
        Loss(golden, Reduction.Sum).Evaluate(new ContrastiveBatch(new(rows, count, inputs.Dimension), views), new LossOutputs { RowValues = terms });
        return terms;
    }

    private static float[] Terms(GoldenCase golden, GoldenTensor embeddings, PairRelations labels)
    {
        List<Triplet> triplets = [];
        for (int anchor = 0; anchor < embeddings.Rows; anchor++)
        {
            foreach (int positive in labels.GetRow(anchor).Positives)
            {
                triplets.AddRange(Enumerable.Range(0, positive == anchor ? 0 : embeddings.Rows)
                    .Where(candidate => labels.KindOf(anchor, candidate) == PairKind.Negative)
                    .Select(negative => new Triplet(anchor, positive, negative)));
            }
        }

        PairRelations relations = PairRelations.FromTriplets(embeddings.Rows, embeddings.Rows, [.. triplets]);
        float[] terms = new float[relations.RowCount];
        Loss(golden, Reduction.Sum).Evaluate(new ContrastiveBatch(new(embeddings.ToSingles(), embeddings.Rows, embeddings.Columns), relations), new LossOutputs { RowValues = terms });
        return terms;
    }
}
