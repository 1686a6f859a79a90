namespace RuVector.Training;

/// <summary>An optimizer that trains with some parameters and evaluates with others, such as an average over the steps.</summary>
/// <remarks>Reading the view changes nothing and there is no mode to switch, so that no step can be taken in the wrong one. Not thread safe, as every optimizer.</remarks>
public interface IHasEvaluationView : IOptimizer
{
    /// <summary>Computes the parameters to evaluate with and to save.</summary>
    /// <param name="parameters">The parameters of the last step, <c>[P]</c>.</param>
    /// <param name="destination">Overwritten, <c>[P]</c>; before the first step, with the parameters. Must not overlap them.</param>
    /// <exception cref="ArgumentException">The lengths differ from each other or from earlier steps, or the spans overlap.</exception>
    /// <exception cref="InvalidOperationException">Another thread is in a step.</exception>
    void CopyEvaluationView(ReadOnlySpan<float> parameters, Span<float> destination);
}
