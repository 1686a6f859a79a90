namespace RuVector.Training;

/// <summary>A copy of what a metric scheduler remembers: named numbers.</summary>
/// <param name="Kind">Name of the scheduler: "ReduceOnPlateau"; a state is imported only into the same kind.</param>
/// <param name="Observations">Metrics observed.</param>
/// <param name="Scalars">State numbers; all are finite.</param>
public sealed record MetricSchedulerState(string Kind, long Observations, IReadOnlyDictionary<string, double> Scalars);
