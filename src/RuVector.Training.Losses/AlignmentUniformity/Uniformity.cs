using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>The uniformity of one view: <c>log mean_{i != j} exp(-t |x_i - x_j|^2)</c>.</summary>
/// <remarks>The mean over ordered pairs is the mean over pairs. Under the cosine the squared distance is <c>2 - 2 s</c>.</remarks>
/// <param name="scale">t.</param>
/// <param name="normalize">Whether rows are divided by their lengths.</param>
internal readonly struct Uniformity(float scale, bool normalize)
{
    /// <summary>Computes the uniformity of at least two rows, and its gradient.</summary>
    /// <param name="view">The rows.</param>
    /// <param name="gradients">Where the gradient goes, or nothing.</param>
    /// <param name="factor">A factor of the gradient.</param>
    /// <param name="accumulate">Whether the gradient is added to what is there.</param>
    public double Evaluate(ReadOnlyMatrixSpan view, MatrixSpan gradients, double factor, bool accumulate)
    {
        ScoreMeasure measure = normalize ? ScoreMeasure.Cosine : ScoreMeasure.SquaredEuclidean;
        float scoreScale = normalize ? 2 * scale : -scale;
        using RentedArray<double> rowLogs = new(view.Rows);
        ContrastiveBatch batch = new(view, EachAgainstAll.Of(view.Rows));
        ScoreEngine.Evaluate(batch, default, new UniformityRow(scoreScale, rowLogs.Array, double.NaN), measure, Reduction.Sum);
        double total = LogSum(rowLogs.Span);
        if (!gradients.IsEmpty)
        {
            LossOutputs outputs = new() { AnchorGradients = gradients, Accumulate = accumulate, Scale = (float)factor };
            ScoreEngine.Evaluate(batch, outputs, new UniformityRow(scoreScale, rowLogs.Array, total), measure, Reduction.Sum);
        }

        double pairs = view.Rows * (view.Rows - 1.0);
        return total - Math.Log(pairs) - (normalize ? 2.0 * scale : 0);
    }

    private static double LogSum(ReadOnlySpan<double> logs)
    {
        double max = double.NegativeInfinity;
        foreach (double log in logs)
        {
            max = Math.Max(max, log);
        }

        double sum = 0;
        foreach (double log in logs)
        {
            sum += Math.Exp(log - max);
        }

        return max + Math.Log(sum);
    }
}
