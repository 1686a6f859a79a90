namespace RuVector.Training.Numerics.Tests.Design;

/// <summary>A row function as a loss: all that a loss of the pairwise family has to write beside its row.</summary>
internal sealed class RowLoss<TRow>(TRow row, ScoreMeasure measure, Reduction reduction = Reduction.Mean) : ILoss
    where TRow : struct, IRowLoss
{
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default) => ScoreEngine.Evaluate(batch, outputs, row, measure, reduction);
}
