using RuVector.Training;
using RuVector.Training.Numerics;

namespace CustomLoss;

/// <summary><c>L_i = mean over positives p and negatives n of max(0, gap - s_ip + s_in)^2</c>, s the cosine.</summary>
public sealed class SquaredGapLoss(SquaredGapOptions options) : ILoss
{
    private readonly Row _row = new(options.Gap);

    /// <inheritdoc/>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default) => ScoreEngine.Evaluate(batch, outputs, _row, ScoreMeasure.Cosine, Reduction.Mean);

    /// <summary>All that is ours: one row of cosines, and the derivatives by them. The engine does the rest.</summary>
    private readonly struct Row(float gap) : IRowLoss
    {
        public RowValue Evaluate(in ScoreRow row)
        {
            double sum = 0;
            float share = 1f / (row.Positives.Length * row.Negatives.Length);
            for (int p = 0; p < row.Positives.Length; p++)
            {
                for (int n = 0; n < row.Negatives.Length; n++)
                {
                    float miss = Math.Max(0, gap - row.Positives[p] + row.Negatives[n]);
                    sum += miss * miss;
                    if (row.WantsGradients)
                    {
                        row.PositiveGradients[p] -= 2 * miss * share;
                        row.NegativeGradients[n] += 2 * miss * share;
                    }
                }
            }

            return row.Positives.IsEmpty || row.Negatives.IsEmpty ? RowValue.None : new(sum * share, 1);
        }
    }
}
