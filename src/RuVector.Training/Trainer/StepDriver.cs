namespace RuVector.Training.Trainer;

/// <summary>What every training loop does around its batch: schedules before, the guarded update and the counts after.</summary>
internal sealed class StepDriver
{
    private readonly TrainingRun _run;
    private readonly TrainerOptions _options;
    private readonly int _samplesPerStep;
    private readonly long _totalSteps;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly float _baseLearningRate;
    private int _consecutiveSkips;
    private long _emptySteps;
    private long _rowsWithoutNegatives;
    private long _maskedPairs;
    private long _shortage;
    private long _mined;

    public StepDriver(TrainingRun run, TrainerOptions options, int samples, int samplesPerStep, TimeProvider time)
    {
        (_run, _options, _samplesPerStep, _time) = (run, options, samplesPerStep, time);
        _totalSteps = run.Context.TotalSteps ?? options.TotalSteps(samples);
        (_started, _baseLearningRate) = (time.GetTimestamp(), run.Optimizer.LearningRate);
    }

    /// <summary>Gets the number of steps of the run.</summary>
    public long TotalSteps => _totalSteps;

    /// <summary>Sets learning rate and temperature to their scheduled values.</summary>
    public StepSettings Begin(long step)
    {
        CurriculumStage? stage = _run.Curriculum?.ValueAt(step * _samplesPerStep);
        _run.Optimizer.LearningRate = _baseLearningRate * (_run.Scheduler?.ValueAt(step) ?? 1f);
        float? temperature = null;
        if (_run.Loss is IHasTemperature loss)
        {
            loss.Temperature = _run.Temperature?.ValueAt(step) ?? stage?.Temperature ?? loss.Temperature;
            temperature = loss.Temperature;
        }

        int negatives = _run.Miner is null ? 0 : stage?.NegativesPerAnchor ?? _options.NegativesPerAnchor;
        return new StepSettings(step, temperature, negatives, _run.Optimizer.LearningRate);
    }

    public void Count(MinedNegatives mined)
    {
        _shortage += mined.TotalShortage;
        _mined += mined.TotalCount;
    }

    /// <summary>Counts a batch; tells whether there is anything to learn from it.</summary>
    public bool Count(LossResult result)
    {
        _rowsWithoutNegatives += result.RowsWithoutNegatives;
        _maskedPairs += result.MaskedPairs;
        _emptySteps += result.Terms == 0 ? 1 : 0;
        return result.Terms > 0;
    }

    /// <summary>Counts an update that was tried, and ends the run when too many failed in a row.</summary>
    public void Count(StepSettings settings, StepOutcome outcome)
    {
        _consecutiveSkips = outcome == StepOutcome.Taken ? 0 : _consecutiveSkips + 1;
        if (_consecutiveSkips >= _options.MaxConsecutiveSkips)
        {
            throw new TrainingFailedException(settings.Step, _consecutiveSkips, outcome);
        }
    }

    /// <summary>Computes the validation metric where it is due.</summary>
    public double? Validate(long step, Func<double>? validate)
    {
        bool due = step + 1 == _totalSteps || (_options.EvaluateEvery > 0 && (step + 1) % _options.EvaluateEvery == 0);
        return due ? validate?.Invoke() : null;
    }

    public TrainingProgress ToProgress(StepSettings settings, double loss, double gradientNorm, double? validation) =>
        new(settings.Step + 1, _totalSteps, loss, settings.Temperature, settings.NegativesPerAnchor, settings.LearningRate, gradientNorm, validation, _time.GetElapsedTime(_started));

    public TrainingSummary ToSummary() => new()
    {
        Steps = _totalSteps,
        SkippedSteps = _run.Optimizer.SkippedSteps,
        EmptySteps = _emptySteps,
        RowsWithoutNegatives = _rowsWithoutNegatives,
        MaskedPairs = _maskedPairs,
        MiningShortage = _shortage,
        MinedNegatives = _mined,
        Elapsed = _time.GetElapsedTime(_started),
    };
}
