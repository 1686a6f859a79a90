using RuVector.Training.Numerics;

namespace RuVector.Training.Trainer;

/// <summary>The loop of every trainer: a step, an evaluation where it is due, a word to who watches.</summary>
internal sealed class TrainingLoop
{
    private readonly TrainingRun _run;
    private readonly TrainerOptions _options;
    private readonly ITrainingWork _work;
    private readonly TrainingHooks _hooks;
    private readonly TimeProvider _time;
    private readonly StepDriver _driver;
    private readonly Evaluations _evaluations;
    private readonly long _started;

    public TrainingLoop(TrainingRun run, TrainerOptions options, ITrainingWork work, TrainingHooks hooks, TimeProvider time)
    {
        (_run, _options, _work, _hooks, _time) = (run, options, work, hooks, time);
        _driver = new StepDriver(run, options, work);
        _evaluations = new Evaluations(run, options, hooks, work.Parameters, _driver.TotalSteps);
        _started = time.GetTimestamp();
    }

    /// <summary>Runs to the end.</summary>
    public TrainingSummary Run(CancellationToken cancellationToken)
    {
        using IDisposable groups = ParameterGroupOptions.Apply(_options.ParameterGroups, _work.HasGroups ? _work.Parameters : null, (_run.Loss as IParameterized)?.Parameters);
        using ComputeThreads.Limit limit = ComputeThreads.LimitThisThread(_options.MaxDegreeOfParallelism ?? int.MaxValue);
        long step = 0;
        try
        {
            for (; step < _driver.TotalSteps && !_evaluations.Best.IsOver; step++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Advance(step, cancellationToken);
            }
        }
        catch
        {
            _driver.Abandon();
            throw;
        }

        return ToSummary(step);
    }

    private void Advance(long step, CancellationToken cancellationToken)
    {
        StepSettings settings = _driver.Begin(step);
        StepResult result = _work.TakeStep(settings, _driver, cancellationToken);
        IReadOnlyList<TrainingMetric> metrics = _evaluations.After(step);
        _hooks.Progress?.Report(new TrainingProgress(
            step + 1, _driver.TotalSteps, result.Loss, settings.Temperature, settings.NegativesPerAnchor, settings.LearningRate, result.GradientNorm, _time.GetElapsedTime(_started))
        {
            Metrics = metrics,
        });
    }

    private TrainingSummary ToSummary(long steps) => new()
    {
        Steps = steps,
        StoppedEarly = steps < _driver.TotalSteps,
        BestMetric = _evaluations.Best.Metric,
        BestStep = _evaluations.Best.Metric is null ? null : _evaluations.Best.Step,
        HoldsBest = _evaluations.Keep(),
        SkippedSteps = _driver.Counts.SkippedSteps,
        EmptySteps = _driver.Counts.EmptySteps,
        RowsWithoutNegatives = _driver.Counts.RowsWithoutNegatives,
        MaskedPairs = _driver.Counts.MaskedPairs,
        MiningShortage = _driver.Counts.MiningShortage,
        MinedNegatives = _driver.Counts.MinedNegatives,
        Elapsed = _time.GetElapsedTime(_started),
    };
}
