namespace RuVector.Training.Numerics.Tests.Design;

/// <summary>log(1 + sum over score_a &lt; score_b of exp(scale (cos_a - cos_b))): a loss that must see all pairs before the derivative of one is known, in two passes of the engine.</summary>
internal sealed class CosentLoss(double scale) : ILoss
{
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
    {
        BatchGuard.Check(batch, outputs);
        Collector pairs = new([], [], []);
        ScoreEngine.Visit(new MiningRequest(batch.Anchors, batch.Candidates, batch.Relations, 0), ScoreMeasure.Cosine, ref pairs);
        (double value, float[] derivatives) = Rank(pairs.Cosines, pairs.Scores);
        LossResult result = ScoreEngine.Evaluate(batch, outputs, new GivenDerivatives(derivatives, pairs.Starts), ScoreMeasure.Cosine, Reduction.Sum);
        return result with { Value = value, Terms = pairs.Cosines.Count };
    }

    private (double Value, float[] Derivatives) Rank(List<float> cosines, List<float> scores)
    {
        var wrong = (from a in Enumerable.Range(0, scores.Count)
                     from b in Enumerable.Range(0, scores.Count)
                     where scores[a] < scores[b]
                     select (Low: a, High: b, Exponent: scale * (cosines[a] - cosines[b]))).ToArray();
        double max = wrong.Select(static w => w.Exponent).Append(0).Max();
        double total = Math.Exp(-max) + wrong.Sum(w => Math.Exp(w.Exponent - max));
        double[] derivatives = new double[scores.Count];
        foreach ((int low, int high, double exponent) in wrong)
        {
            double share = scale * Math.Exp(exponent - max) / total;
            derivatives[low] += share;
            derivatives[high] -= share;
        }

        return (max + Math.Log(total), Array.ConvertAll(derivatives, static d => (float)d));
    }

    private readonly struct Collector(List<float> cosines, List<float> scores, List<int> starts) : IRowVisitor
    {
        public List<float> Cosines => cosines;

        public List<float> Scores => scores;

        public List<int> Starts => starts;

        public void Visit(in ScoreRow row)
        {
            starts.Add(cosines.Count);
            cosines.AddRange(row.Positives);
            scores.AddRange(row.PositiveValues);
        }
    }

    private readonly struct GivenDerivatives(float[] derivatives, List<int> starts) : IRowLoss
    {
        public RowValue Evaluate(in ScoreRow row)
        {
            derivatives.AsSpan(starts[row.Row], row.PositiveGradients.Length).CopyTo(row.PositiveGradients);
            return new RowValue(0, row.Positives.Length);
        }
    }
}
