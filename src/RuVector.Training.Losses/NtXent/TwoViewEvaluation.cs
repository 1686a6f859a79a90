using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>A row loss over the 2N rows of N pairs: copies anchors and positives below each other, and the gradients back.</summary>
internal static class TwoViewEvaluation
{
    public static LossResult Evaluate<TRow>(in ContrastiveBatch batch, in LossOutputs outputs, TRow rowLoss, ScoreMeasure measure, Reduction reduction)
        where TRow : struct, IRowLoss
    {
        BatchGuard.Check(batch, outputs);
        using TwoViewPairs views = TwoViewPairs.Of(batch);
        (int pairs, int columns) = (batch.Anchors.Rows, batch.Anchors.Columns);
        int length = checked(views.RowCount * columns);
        using RentedArray<float> values = new(length);
        using RentedArray<float> gradientValues = new(outputs.WantsGradients ? length : 0);
        using RentedArray<float> weights = new(2 * batch.AnchorWeights.Length);
        using RentedArray<float> rowValues = new(2 * outputs.RowValues.Length);
        MatrixSpan rows = new(values.Span, views.RowCount, columns);
        MatrixSpan gradients = outputs.WantsGradients ? new(gradientValues.Span, views.RowCount, columns) : default;
        batch.Anchors.CopyTo(rows.SliceRows(0, pairs));
        batch.Candidates.CopyTo(rows.SliceRows(pairs, pairs));
        batch.AnchorWeights.CopyTo(weights.Span);
        batch.AnchorWeights.CopyTo(weights.Span[batch.AnchorWeights.Length..]);
        LossResult result = ScoreEngine.Evaluate(
            new ContrastiveBatch(rows, views) { AnchorWeights = weights.Span },
            new LossOutputs { AnchorGradients = gradients, RowValues = rowValues.Span, Scale = outputs.Scale },
            rowLoss,
            measure,
            reduction);
        for (int i = 0; i < outputs.RowValues.Length; i++)
        {
            outputs.RowValues[i] = rowValues.Span[i] + rowValues.Span[pairs + i];
        }

        if (outputs.WantsGradients)
        {
            LossSums.Write(gradients.SliceRows(0, pairs), outputs.AnchorGradients, outputs.Accumulate);
            LossSums.Write(gradients.SliceRows(pairs, pairs), outputs.CandidateGradients, outputs.Accumulate);
        }

        return result;
    }
}
