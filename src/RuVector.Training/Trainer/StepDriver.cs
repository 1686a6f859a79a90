using System.Numerics.Tensors;

namespace RuVector.Training.Trainer;

/// <summary>What every training loop does around its batch: schedules before, the guarded update and the counts after.</summary>
internal sealed class StepDriver
{
    private readonly TrainingRun _run;
    private readonly TrainerOptions _options;
    private readonly LossDriver _loss;
    private readonly int _samplesPerStep;
    private readonly long _totalSteps;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly float _baseLearningRate;
    private int _consecutiveSkips;
    private long _skippedSteps;
    private long _emptySteps;
    private long _rowsWithoutNegatives;
    private long _maskedPairs;
    private long _shortage;
    private long _mined;

    public StepDriver(TrainingRun run, TrainerOptions options, int samples, int samplesPerStep, TimeProvider time)
    {
        (_run, _options, _samplesPerStep, _time) = (run, options, samplesPerStep, time);
        _totalSteps = run.Context.TotalSteps ?? options.TotalSteps(samples);
        _loss = new LossDriver(run);
        (_started, _baseLearningRate) = (time.GetTimestamp(), run.Optimizer.LearningRate);
    }

    /// <summary>Gets the number of steps of the run.</summary>
    public long TotalSteps => _totalSteps;

    /// <summary>Sets learning rates, temperature and step to their scheduled values.</summary>
    public StepSettings Begin(long step)
    {
        CurriculumStage? stage = _run.Curriculum?.ValueAt(step * _samplesPerStep);
        float factor = (_run.Scheduler?.ValueAt(step) ?? 1f) * (_run.MetricScheduler?.Factor ?? 1f);
        _run.Optimizer.LearningRate = _baseLearningRate * factor;
        float? temperature = _loss.Begin(step, _run.Temperature?.ValueAt(step) ?? stage?.Temperature, factor);
        int negatives = _run.Miner is null ? 0 : stage?.NegativesPerAnchor ?? _options.NegativesPerAnchor;
        return new StepSettings(step, temperature, negatives, _run.Optimizer.LearningRate);
    }

    public void Count(MinedNegatives mined)
    {
        _shortage += mined.TotalShortage;
        _mined += mined.TotalCount;
    }

    /// <summary>Counts a batch.</summary>
    public void Count(LossResult result)
    {
        _rowsWithoutNegatives += result.RowsWithoutNegatives;
        _maskedPairs += result.MaskedPairs;
    }

    /// <summary>Counts a step; tells whether there is anything to learn from it.</summary>
    /// <param name="learned">Number of its batches that have terms.</param>
    public bool CountStep(int learned)
    {
        _emptySteps += learned == 0 ? 1 : 0;
        return learned > 0;
    }

    /// <summary>Makes averages over batches of the gradients of the model and of what the loss learns.</summary>
    public void Average(ParameterSet model, int batches)
    {
        if (batches > 1)
        {
            TensorPrimitives.Multiply(model.Gradients, 1f / batches, model.Gradients);
            _loss.Scale(1f / batches);
        }
    }

    /// <summary>Tells whether the model may be updated: a gradient of the loss's own parameters that is not finite skips the step as a whole.</summary>
    public bool MayUpdate() => _loss.Clip(_options.MaxGradientNorm ?? float.PositiveInfinity);

    /// <summary>Updates the loss's own parameters when the model was updated, counts, and ends the run when too many updates failed in a row.</summary>
    /// <param name="settings">The step.</param>
    /// <param name="parameters">The parameters of the model, with the gradients of the step where they have them.</param>
    /// <param name="model">What became of the update of the model; <see langword="null"/> when it may not be updated.</param>
    public void Finish(StepSettings settings, ParameterSet parameters, StepOutcome? model)
    {
        StepOutcome outcome = model == StepOutcome.Taken ? _loss.Step() : model ?? StepOutcome.SkippedNonFiniteGradient;
        _skippedSteps += outcome == StepOutcome.Taken ? 0 : 1;
        _consecutiveSkips = outcome == StepOutcome.Taken ? 0 : _consecutiveSkips + 1;
        if (_consecutiveSkips >= _options.MaxConsecutiveSkips)
        {
            throw new TrainingFailedException(settings.Step, _consecutiveSkips, outcome, outcome == StepOutcome.SkippedNonFiniteGradient ? FindNonFinite(parameters) : null);
        }
    }

    /// <summary>Finds the segment whose gradient is not finite: of what the loss learns, or else of the model; of a table, whose rows have gradients apart, its only one.</summary>
    private string? FindNonFinite(ParameterSet model) =>
        (_loss.FindNonFinite() ?? NonFinite(model) ?? model.Segments.FirstOrDefault())?.Shape.Name;

    /// <summary>Finds the first segment that is not frozen and whose gradient is not finite.</summary>
    public static ParameterSegment? NonFinite(ParameterSet parameters) =>
        parameters.Segments.FirstOrDefault(static segment => !segment.Group.IsFrozen && !TensorPrimitives.IsFiniteAll<float>(segment.Gradients));

    /// <summary>Computes the validation metric where it is due, with the parameters that the optimizer evaluates with, and shows it to what follows it.</summary>
    public double? Validate(long step, Func<double>? validate, EvaluationView view)
    {
        bool due = step + 1 == _totalSteps || (_options.EvaluateEvery > 0 && (step + 1) % _options.EvaluateEvery == 0);
        if (!due || validate is null)
        {
            return null;
        }

        double metric = view.During(validate);
        _run.MetricScheduler?.Observe(metric);
        return metric;
    }

    public TrainingProgress ToProgress(StepSettings settings, double loss, double gradientNorm, double? validation) =>
        new(settings.Step + 1, _totalSteps, loss, settings.Temperature, settings.NegativesPerAnchor, settings.LearningRate, gradientNorm, validation, _time.GetElapsedTime(_started));

    public TrainingSummary ToSummary() => new()
    {
        Steps = _totalSteps,
        SkippedSteps = _skippedSteps,
        EmptySteps = _emptySteps,
        RowsWithoutNegatives = _rowsWithoutNegatives,
        MaskedPairs = _maskedPairs,
        MiningShortage = _shortage,
        MinedNegatives = _mined,
        Elapsed = _time.GetElapsedTime(_started),
    };
}
