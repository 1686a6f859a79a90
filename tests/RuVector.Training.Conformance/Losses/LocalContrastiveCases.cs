using RuVector.Training.Losses;

namespace RuVector.Training.Conformance;

/// <summary>Local contrastive loss; the unreduced terms come from a batch with a row for every (anchor, negative).</summary>
internal sealed class LocalContrastiveCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["local_contrastive"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        PairedInputs inputs = new(golden);
        PairRelations relations = PairRelations.Paired(new PairedLayout(inputs.Anchors) { OwnNegativesPerAnchor = inputs.NegativesPerAnchor });
        LossCases.Compare(golden, comparison, reduction =>
        {
            LocalContrastiveLoss loss = new(new LocalContrastiveOptions { Margin = (float)golden.Parameters.Number("margin"), Reduction = reduction });
            return inputs.Evaluate(loss, relations) with { Terms = Terms(loss, golden, inputs) };
        });
    }

    private static float[] Terms(LocalContrastiveLoss loss, GoldenCase golden, PairedInputs inputs)
    {
        int dimension = inputs.Dimension;
        int perAnchor = inputs.NegativesPerAnchor;
        int count = inputs.Anchors * perAnchor;
        float[] terms = new float[count];
        loss.Evaluate(
            new ContrastiveBatch(
                new(Repeat(golden.Inputs.Tensor("anchors"), perAnchor), count, dimension),
                new([.. Repeat(golden.Inputs.Tensor("positives"), perAnchor), .. golden.Inputs.Tensor("negatives").ToSingles()], 2 * count, dimension),
                PairRelations.Paired(new PairedLayout(count) { OwnNegativesPerAnchor = 1 })),
            new LossOutputs { RowValues = terms });
        return terms;
    }

    private static float[] Repeat(GoldenTensor rows, int times) =>
        [.. rows.ToSingles().Chunk(Math.Max(1, rows.Columns)).SelectMany(row => Enumerable.Repeat(row, times)).SelectMany(static row => row)];
}
