namespace RuVector.Training.Trainer;

/// <summary>Evaluates the model where it is due, and tells the metric to what follows it: the learning rate, early stopping, the best model.</summary>
internal sealed class Evaluations
{
    private readonly TrainingRun _run;
    private readonly TrainerOptions _options;
    private readonly Func<IReadOnlyList<TrainingMetric>>? _evaluate;
    private readonly ParameterSet _parameters;
    private readonly EvaluationView _view;
    private readonly long _totalSteps;

    public Evaluations(TrainingRun run, TrainerOptions options, TrainingHooks hooks, ParameterSet parameters, long totalSteps)
    {
        (_run, _options, _evaluate, _parameters, _totalSteps) = (run, options, hooks.Evaluate, parameters, totalSteps);
        (_view, Best) = (new EvaluationView(run.Optimizer, parameters), new BestModel(options));
    }

    /// <summary>Gets the best evaluation so far.</summary>
    public BestModel Best { get; }

    /// <summary>Evaluates after a step where that is due.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <returns>The metrics, the one that is looked at first; empty when no evaluation is due.</returns>
    /// <exception cref="InvalidOperationException">The evaluation gives no metric, or none of the name that is looked at.</exception>
    public IReadOnlyList<TrainingMetric> After(long step)
    {
        bool isDue = step + 1 == _totalSteps || (_options.EvaluateEvery > 0 && (step + 1) % _options.EvaluateEvery == 0);
        if (!isDue || _evaluate is null)
        {
            return [];
        }

        IReadOnlyList<TrainingMetric> metrics = [];
        _view.During(() =>
        {
            metrics = WatchedFirst(_evaluate());
            Best.Observe(metrics[0].Value, step + 1, _parameters.Values);
        });
        _run.MetricScheduler?.Observe(metrics[0].Value);
        return metrics;
    }

    /// <summary>Leaves in the model what the run is to end with: the best parameters if that is wanted, or else those to evaluate with.</summary>
    /// <returns>Whether it holds the best parameters.</returns>
    public bool Keep()
    {
        if (Best.Parameters.Length > 0)
        {
            Best.Parameters.CopyTo(_parameters.Values);
            return true;
        }

        _view.Keep();
        return false;
    }

    private IReadOnlyList<TrainingMetric> WatchedFirst(IReadOnlyList<TrainingMetric> metrics)
    {
        if (metrics.Count > 0 && (_options.Metric is null || metrics[0].Name == _options.Metric))
        {
            return metrics;
        }

        string names = metrics.Count == 0 ? "none" : string.Join(", ", metrics.Select(static metric => metric.Name));
        return metrics.Any(metric => metric.Name == _options.Metric)
            ? [.. metrics.OrderBy(metric => metric.Name == _options.Metric ? 0 : 1)]
            : throw new InvalidOperationException($"Expected {(_options.Metric is null ? "a metric" : $"the metric '{_options.Metric}' (Metric)")} from the evaluation, but got {names}.");
    }
}
