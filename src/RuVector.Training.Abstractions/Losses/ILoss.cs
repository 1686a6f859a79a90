namespace RuVector.Training;

/// <summary>The value of a batch and its gradient.</summary>
/// <remarks>
/// <para>A call validates the whole batch first: shapes, and every value finite. A call that throws has written nothing.</para>
/// <para>Value only and value with gradients give the same value to the bit, and the same bits for any number of threads.</para>
/// <para>Finite embeddings whose dot products, distances or gradients exceed float32 give a value or gradients that are not finite, never a wrong finite value.</para>
/// <para>Thread safety: a loss is immutable and may be called from many threads at once, unless it implements <see cref="IHasTemperature"/>, <see cref="IHasStep"/> or <see cref="IParameterized"/>; then it belongs to one run.</para>
/// <para>The caller owns all buffers; outputs must overlap neither inputs nor each other.</para>
/// </remarks>
public interface ILoss
{
    /// <summary>Computes the loss and, where outputs are given, its gradients.</summary>
    /// <param name="batch">Anchors, candidates and how they relate.</param>
    /// <param name="outputs">Where gradients and row values go; the default wants the value only.</param>
    /// <returns>The value, and counts of all that had or had no part in it.</returns>
    /// <exception cref="ArgumentException">The relations are of a kind that the loss cannot use, an output does not have the shape of the batch, or an output overlaps an input or another output.</exception>
    /// <exception cref="NonFiniteValueException">An embedding holds NaN or an infinity.</exception>
    LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default);
}
