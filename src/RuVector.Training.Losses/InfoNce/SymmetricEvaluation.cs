using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Half of a row loss from anchors to candidates plus half of it from positives back to anchors.</summary>
internal static class SymmetricEvaluation
{
    public static LossResult Evaluate<TRow>(in ContrastiveBatch batch, in LossOutputs outputs, TRow rowLoss, ScoreMeasure measure, Reduction reduction)
        where TRow : struct, IRowLoss
    {
        BatchGuard.Check(batch, outputs);
        ReversedPairs reversed = new(batch);
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
            reduction);
        float[] backwardValues = outputs.RowValues.IsEmpty ? [] : new float[pairs];
        LossResult backward = ScoreEngine.Evaluate(
            new ContrastiveBatch(batch.Candidates.SliceRows(0, pairs), batch.Anchors, reversed) { AnchorWeights = batch.AnchorWeights },
            new LossOutputs
            {
                AnchorGradients = outputs.CandidateGradients.IsEmpty ? default : outputs.CandidateGradients.SliceRows(0, pairs),
                CandidateGradients = outputs.AnchorGradients,
                RowValues = backwardValues,
                Accumulate = true,
                Scale = 0.5f * outputs.Scale,
            },
            rowLoss,
            measure,
            reduction);
        for (int i = 0; i < backwardValues.Length; i++)
        {
            outputs.RowValues[i] = 0.5f * (outputs.RowValues[i] + backwardValues[i]);
        }

        return forward with { Value = 0.5 * (forward.Value + backward.Value) };
    }
}
