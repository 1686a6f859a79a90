namespace RuVector.Training.Optimizers;

/// <summary>An average of squared gradients of one tensor, from which directions follow block by block.</summary>
internal interface ISecondMoment
{
    /// <summary>Gets the number of parameters of a block; the last one may have fewer.</summary>
    int BlockLength { get; }

    /// <summary>Computes the gradient over the root of the average of its square, but for a factor.</summary>
    /// <param name="block">Number of the block, from 0.</param>
    /// <param name="gradients">The gradients of the block.</param>
    /// <param name="direction">Overwritten, as long as the gradients.</param>
    /// <returns>The factor that the direction lacks.</returns>
    double Direct(int block, ReadOnlySpan<float> gradients, Span<float> direction);
}
