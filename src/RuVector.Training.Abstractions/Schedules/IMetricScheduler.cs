namespace RuVector.Training;

/// <summary>A factor of the learning rate that follows what evaluations find, instead of the step.</summary>
/// <remarks>
/// It belongs to one run: after each evaluation the loop calls <see cref="Observe"/>, and multiplies the learning rate by <see cref="Factor"/>, beside the factor of an <see cref="IScheduler"/> if there is one.
/// What it remembers is exported with the state of the run, so a resumed run continues exactly. Not thread safe.
/// </remarks>
public interface IMetricScheduler
{
    /// <summary>Gets the factor of the learning rate for the next step.</summary>
    /// <value>In [0, 1]; 1 at the start.</value>
    float Factor { get; }

    /// <summary>Gets the number of metrics observed so far.</summary>
    long Observations { get; }

    /// <summary>Takes the metric of an evaluation.</summary>
    /// <param name="metric">The metric. One that is NaN or infinite counts as no better than any other, unless the settings refuse it.</param>
    /// <returns>Whether <see cref="Factor"/> changed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The metric is not finite and the settings refuse that; nothing is changed.</exception>
    bool Observe(double metric);

    /// <summary>Copies the state: with it another one of the same kind and settings continues to the bit.</summary>
    /// <returns>The state.</returns>
    MetricSchedulerState ExportState();

    /// <summary>Replaces the state by an exported one.</summary>
    /// <param name="state">State of a metric scheduler of the same kind.</param>
    /// <exception cref="ArgumentException">The state is of another kind, lacks a number or has one out of its range; nothing is changed.</exception>
    void ImportState(MetricSchedulerState state);
}
