namespace RuVector.Training;

/// <summary>An optimizer that trains at one point and evaluates at another, an average of where it has been.</summary>
/// <remarks>The parameters stay those to train with: there is no mode to switch, so no step can be taken in the wrong one. Evaluate and save what the view gives; a checkpoint to resume from holds the parameters themselves.</remarks>
public interface IHasEvaluationView : IOptimizer
{
    /// <summary>Writes the parameters to evaluate with; changes nothing else.</summary>
    /// <param name="parameters">The parameters as the last step left them, <c>[P]</c>.</param>
    /// <param name="destination">Overwritten, <c>[P]</c>; before the first step, with the parameters. Must not overlap the parameters.</param>
    /// <exception cref="ArgumentException">The lengths differ from each other or from earlier steps, or the spans overlap.</exception>
    /// <exception cref="InvalidOperationException">Another thread is in a step.</exception>
    void CopyEvaluationView(ReadOnlySpan<float> parameters, Span<float> destination);
}
