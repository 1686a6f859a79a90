namespace RuVector.Training;

/// <summary>An optimizer that can update some rows of a table at a cost that does not depend on the number of the others.</summary>
public interface ISparseOptimizer : IOptimizer
{
    /// <summary>Takes one step over some rows of a table.</summary>
    /// <remarks>A row that is not named keeps its values and moments. Gradients of a row named twice are added first. Decoupled weight decay that a row missed is applied when the row is next named.</remarks>
    /// <param name="table">The table, <c>[R, D]</c>, densely packed; updated in place.</param>
    /// <param name="rows">The rows, <c>[n]</c>, in any order, repetitions allowed.</param>
    /// <param name="gradients">Gradient of each named row, <c>[n, D]</c>.</param>
    /// <returns>Whether the step was taken.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or a row does not exist.</exception>
    /// <exception cref="InvalidOperationException">Another thread is in a step, or dense steps were taken before.</exception>
    StepOutcome StepRows(MatrixSpan table, ReadOnlySpan<int> rows, ReadOnlyMatrixSpan gradients);
}
