namespace RuVector.Training.Numerics;

/// <summary>A pairwise loss as a function of one row of scores.</summary>
/// <remarks>
/// <para>It computes the sum of the row's terms and, where wanted, its derivative by each score. Batches, threads, matrix products, weights, reductions and the chain rule through the measure
/// belong to <see cref="ScoreEngine"/>.</para>
/// <para>It must give the same value whether gradients are wanted or not, and must not keep state between rows: rows are shared out between threads. Implement it as a readonly struct.</para>
/// </remarks>
public interface IRowLoss
{
    /// <summary>Evaluates one row.</summary>
    /// <param name="row">Scores, and where derivatives go.</param>
    /// <returns>The sum of the row's terms and their number; <see cref="RowValue.None"/> when, for lack of positives or negatives, there is none.</returns>
    RowValue Evaluate(in ScoreRow row);
}
