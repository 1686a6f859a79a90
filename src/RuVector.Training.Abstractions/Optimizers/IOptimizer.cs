namespace RuVector.Training;

/// <summary>Updates parameters from gradients; owns the moments of one parameter vector.</summary>
/// <remarks>
/// <para>An optimizer belongs to one run and one parameter vector: the first step fixes the length, and another length later is refused. It comes from a factory, never from a shared service.</para>
/// <para>A non-finite gradient never reaches a parameter: the whole step is skipped, nothing changes (neither <see cref="StepCount"/>), and <see cref="SkippedSteps"/> counts it.</para>
/// <para>Not thread safe; two threads in a step at once is an error that one of them is told.</para>
/// </remarks>
public interface IOptimizer
{
    /// <summary>Gets or sets the learning rate of the next step.</summary>
    /// <value>Finite and 0 or more; with 0 a step leaves the parameters as they are.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    float LearningRate { get; set; }

    /// <summary>Gets the number of steps taken.</summary>
    long StepCount { get; }

    /// <summary>Gets the number of steps skipped because of their gradients.</summary>
    long SkippedSteps { get; }

    /// <summary>Takes one step over a flat parameter vector.</summary>
    /// <param name="parameters">The parameters, <c>[P]</c>; updated in place.</param>
    /// <param name="gradients">dL/dparameters, <c>[P]</c>; must not overlap the parameters.</param>
    /// <returns>Whether the step was taken.</returns>
    /// <exception cref="ArgumentException">The lengths differ from each other or from earlier steps, or the spans overlap.</exception>
    /// <exception cref="InvalidOperationException">Another thread is in a step.</exception>
    StepOutcome Step(Span<float> parameters, ReadOnlySpan<float> gradients);

    /// <summary>Takes one step over all segments of a parameter set.</summary>
    /// <param name="parameters">The set; its values are updated in place, its gradients are read.</param>
    /// <returns>Whether the step was taken.</returns>
    /// <exception cref="ArgumentException">The set has another layout than in earlier steps.</exception>
    /// <exception cref="InvalidOperationException">Another thread is in a step.</exception>
    StepOutcome Step(ParameterSet parameters);

    /// <summary>Copies the state: with it another optimizer of the same kind continues to the bit.</summary>
    /// <returns>The state.</returns>
    OptimizerState ExportState();

    /// <summary>Replaces the state by an exported one.</summary>
    /// <param name="state">State of an optimizer of the same kind.</param>
    /// <exception cref="ArgumentException">The state is of another kind, or does not fit the parameters already stepped; both are named, and nothing is changed.</exception>
    void ImportState(OptimizerState state);

    /// <summary>Forgets all moments, counts and the parameter length; settings stay.</summary>
    void Reset();
}
