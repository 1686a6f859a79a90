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
    private readonly RunCheckpoints _checkpoints;
    private readonly long _started;
    private bool _isInsideStep;

    public TrainingLoop(TrainingRun run, TrainerOptions options, ITrainingWork work, TrainingHooks hooks, TimeProvider time)
    {
        (_run, _options, _work, _hooks, _time) = (run, options, work, hooks, time);
        _driver = new StepDriver(run, options, work);
        _evaluations = new Evaluations(run, options, hooks, work.Parameters, _driver.TotalSteps);
        RunState state = new(run, work, _driver, _evaluations, new Lazy<IReadOnlyDictionary<string, string>>(() => RunIdentity.Of(run, options, work, _driver.TotalSteps)));
        _checkpoints = new RunCheckpoints(hooks, options, state, time);
        _started = time.GetTimestamp();
    }

    /// <summary>Runs to the end.</summary>
    public TrainingSummary Run(CancellationToken cancellationToken)
    {
        using IDisposable groups = ParameterGroupOptions.Apply(_options.ParameterGroups, _work.HasGroups ? _work.Parameters : null, (_run.Loss as IParameterized)?.Parameters);
        using ComputeThreads.Limit limit = ComputeThreads.LimitThisThread(_options.MaxDegreeOfParallelism ?? int.MaxValue);
        _hooks.Logger.Started(_driver.TotalSteps, _work.BatchSize * _options.AccumulationSteps, _work.Parameters.Values.Length);
        long first = _checkpoints.Resume(), step = first;
        try
        {
            for (; step < _driver.TotalSteps && !_evaluations.Best.IsOver; step++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Advance(step, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            SaveCancelled(step);
            _hooks.Logger.Cancelled(step);
            throw;
        }
        catch (Exception e)
        {
            _hooks.Logger.Failed(e, step);
            throw;
        }
        finally
        {
            _driver.End();
        }

        return End(first, step);
    }

    private void Advance(long step, CancellationToken cancellationToken)
    {
        long skipped = _driver.Counts.SkippedSteps;
        StepSettings settings = _driver.Begin(step);
        StepResult result = _work.TakeStep(settings, _driver, cancellationToken);
        _driver.EndStep();
        _isInsideStep = true;
        if (_driver.Counts.SkippedSteps > skipped)
        {
            _hooks.Logger.Skipped(step, _driver.Counts.SkippedSteps);
        }

        IReadOnlyList<TrainingMetric> metrics = _evaluations.After(step);
        if (metrics.Count > 0)
        {
            _hooks.Logger.Evaluated(step + 1, metrics[0].Name, metrics[0].Value, _evaluations.Best.Worse == 0);
        }

        bool isLast = step + 1 == _driver.TotalSteps || _evaluations.Best.IsOver;
        _checkpoints.After(step + 1, isLast, metrics.Count > 0 ? metrics[0].Value : null, isBest: metrics.Count > 0 && _evaluations.Best.Worse == 0);
        _hooks.Progress?.Report(new TrainingProgress(
            step + 1, _driver.TotalSteps, result.Loss, settings.Temperature, settings.NegativesPerAnchor, settings.LearningRate, result.GradientNorm, _time.GetElapsedTime(_started))
        {
            Metrics = metrics,
            Samples = _work.BatchSize * _options.AccumulationSteps,
            SkippedSteps = _driver.Counts.SkippedSteps,
            MiningShortage = _driver.Counts.MiningShortage,
        });
        _isInsideStep = false;
    }

    /// <summary>Saves the last whole step. A run that is cancelled by its own evaluation, between the update and the end of the step, has none: it goes on from the checkpoint before.</summary>
    private void SaveCancelled(long steps)
    {
        if (!_isInsideStep)
        {
            _driver.Abandon();
            _checkpoints.Save(steps);
        }
    }

    private TrainingSummary End(long first, long steps)
    {
        if (_evaluations.Best.IsOver && steps < _driver.TotalSteps)
        {
            _hooks.Logger.StoppedEarly(steps, _evaluations.Best.Worse, _evaluations.Best.Metric, _evaluations.Best.Step);
        }

        TrainingSummary summary = ToSummary(first, steps);
        if (summary.HoldsBest)
        {
            _hooks.Logger.RestoredBest(_evaluations.Best.Step, _evaluations.Best.Metric);
        }

        _hooks.Logger.Finished(steps, summary.Elapsed.TotalSeconds, summary.SkippedSteps, summary.EmptySteps);
        return summary;
    }

    private TrainingSummary ToSummary(long first, long steps) => new()
    {
        Steps = steps,
        ResumedAfter = first,
        Checkpoints = _checkpoints.Saves,
        FailedCheckpoints = _checkpoints.Failures,
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
