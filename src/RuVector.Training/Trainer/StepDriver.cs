using System.Numerics.Tensors;

namespace RuVector.Training.Trainer;

/// <summary>What every training loop does around its batches: schedules before, the guarded update and the counts after.</summary>
internal sealed class StepDriver
{
    private readonly TrainingRun _run;
    private readonly TrainerOptions _options;
    private readonly LossDriver _loss;
    private readonly int _samplesPerStep;
    private readonly float _baseLearningRate;
    private RunCounts _whole;

    public StepDriver(TrainingRun run, TrainerOptions options, ITrainingWork work)
    {
        (_run, _options, _samplesPerStep) = (run, options, work.BatchSize * options.AccumulationSteps);
        TotalSteps = run.Context.TotalSteps ?? options.TotalSteps(work.SampleCount);
        (_loss, _baseLearningRate) = (new LossDriver(run), run.Optimizer.LearningRate);
    }

    /// <summary>Gets the number of steps of the run.</summary>
    public long TotalSteps { get; }

    /// <summary>Gets what was counted, the step under way included.</summary>
    public RunCounts Counts { get; private set; }

    /// <summary>Sets learning rates, temperature and step to their scheduled values.</summary>
    public StepSettings Begin(long step)
    {
        float factor = (_run.Scheduler?.ValueAt(step) ?? 1f) * (_run.MetricScheduler?.Factor ?? 1f);
        _run.Optimizer.LearningRate = _baseLearningRate * factor;
        float? temperature = _loss.Begin(step, _run.Temperature?.ValueAt(step) ?? StageAt(step)?.Temperature, factor);
        return new StepSettings(step, temperature, NegativesAt(step), _run.Optimizer.LearningRate);
    }

    /// <summary>Forgets what was counted in the step under way: it is not taken.</summary>
    public void Abandon() => Counts = _whole;

    /// <summary>Ends a step.</summary>
    public void EndStep() => _whole = Counts;

    /// <summary>Goes on with the counts of a run that was interrupted.</summary>
    public void Resume(RunCounts counts) => Counts = _whole = counts;

    /// <summary>Gives the optimizers back the learning rates they had before the run.</summary>
    public void End()
    {
        _run.Optimizer.LearningRate = _baseLearningRate;
        _loss.End();
    }

    /// <summary>Gets the number of negatives to mine for each anchor at a step.</summary>
    public int NegativesAt(long step) => _run.Miner is null ? 0 : StageAt(step)?.NegativesPerAnchor ?? _options.NegativesPerAnchor;

    /// <summary>Counts mined negatives.</summary>
    /// <param name="mined">How many were chosen.</param>
    /// <param name="asked">How many were asked for.</param>
    public void CountMined(long mined, long asked) =>
        Counts = Counts with { MinedNegatives = Counts.MinedNegatives + mined, MiningShortage = Counts.MiningShortage + asked - mined };

    /// <summary>Counts a batch.</summary>
    public void Count(LossResult result) => Counts = Counts with
    {
        RowsWithoutNegatives = Counts.RowsWithoutNegatives + result.RowsWithoutNegatives,
        MaskedPairs = Counts.MaskedPairs + result.MaskedPairs,
    };

    /// <summary>Counts a step; tells whether there is anything to learn from it.</summary>
    /// <param name="learned">Number of its batches that have terms.</param>
    public bool CountStep(int learned)
    {
        Counts = Counts with { EmptySteps = Counts.EmptySteps + (learned == 0 ? 1 : 0) };
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
        bool isTaken = outcome == StepOutcome.Taken;
        Counts = Counts with { SkippedSteps = Counts.SkippedSteps + (isTaken ? 0 : 1), ConsecutiveSkips = isTaken ? 0 : Counts.ConsecutiveSkips + 1 };
        if (Counts.ConsecutiveSkips >= _options.MaxConsecutiveSkips)
        {
            throw new TrainingFailedException(settings.Step, Counts.ConsecutiveSkips, outcome, outcome == StepOutcome.SkippedNonFiniteGradient ? FindNonFinite(parameters) : null);
        }
    }

    /// <summary>Finds the first segment that is not frozen and whose gradient is not finite.</summary>
    public static ParameterSegment? NonFinite(ParameterSet parameters) =>
        parameters.Segments.FirstOrDefault(static segment => !segment.Group.IsFrozen && !TensorPrimitives.IsFiniteAll<float>(segment.Gradients));

    /// <summary>Finds the segment whose gradient is not finite: of what the loss learns, or else of the model; of a table, whose rows have gradients apart, its only one.</summary>
    private string? FindNonFinite(ParameterSet model) =>
        (_loss.FindNonFinite() ?? NonFinite(model) ?? model.Segments.FirstOrDefault())?.Shape.Name;

    private CurriculumStage? StageAt(long step) => _run.Curriculum?.ValueAt(step * _samplesPerStep);
}
