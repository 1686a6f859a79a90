using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Half of a row loss from anchors to candidates plus half of it from positives back to anchors.</summary>
/// <remarks>Each direction has its own mean. The counts of the result are those of the direction from anchors to candidates.</remarks>
internal static class SymmetricEvaluation
{
    public static LossResult Evaluate<TRow>(in ContrastiveBatch batch, in LossOutputs outputs, TRow rowLoss, ScoreMeasure measure, Reduction reduction, out ScalarGradients scalars)
        where TRow : struct, IRowLoss
    {
        BatchGuard.RequireRelations(batch);
        using ReversedPairs reversed = ReversedPairs.Of(batch);
        int pairs = batch.Anchors.Rows;
        LossResult forward = ScoreEngine.Evaluate(
            batch,
            new LossOutputs
            {
                AnchorGradients = outputs.AnchorGradients,
                CandidateGradients = outputs.CandidateGradients,
                RowValues = outputs.RowValues,
                Accumulate = outputs.Accumulate,
                Scale = 0.5f * outputs.Scale,
            },
            rowLoss,
            measure,
            reduction,
            out ScalarGradients forwardScalars);
        using RentedArray<float> backwardValues = new(outputs.RowValues.Length);
        LossResult backward = ScoreEngine.Evaluate(
            new ContrastiveBatch(batch.Candidates.SliceRows(0, pairs), batch.Anchors, reversed) { AnchorWeights = batch.AnchorWeights },
            new LossOutputs
            {
                AnchorGradients = outputs.CandidateGradients.IsEmpty ? default : outputs.CandidateGradients.SliceRows(0, pairs),
                CandidateGradients = outputs.AnchorGradients,
                RowValues = backwardValues.Span,
                Accumulate = true,
                Scale = 0.5f * outputs.Scale,
            },
            rowLoss,
            measure,
            reduction,
            out ScalarGradients backwardScalars);
        for (int i = 0; i < outputs.RowValues.Length; i++)
        {
            outputs.RowValues[i] = 0.5f * (outputs.RowValues[i] + backwardValues.Span[i]);
        }

        scalars = new(forwardScalars.First + backwardScalars.First, forwardScalars.Second + backwardScalars.Second);
        return forward with { Value = 0.5 * (forward.Value + backward.Value) };
    }
}
