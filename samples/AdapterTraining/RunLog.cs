using RuVector.Training.Reports;
using RuVector.Training.Trainer;

namespace AdapterTraining;

/// <summary>Keeps the metrics of every step for the report, and writes them to <c>metrics.jsonl</c> as they come; a run that goes on from a checkpoint keeps the steps before it.</summary>
internal sealed class RunLog(string path) : IDisposable
{
    private readonly List<StepMetrics> _steps = [];
    private MetricsWriter? _writer;

    public void Dispose() => _writer?.Dispose();

    /// <summary>The curves of the report; of a run that was complete before it was started again, those of its log.</summary>
    public IReadOnlyList<Curve> CurvesOf(string validationMetric)
    {
        Open(long.MaxValue);
        return
        [
            Curve.Of("Loss", _steps, static step => step.Loss),
            Curve.Of(validationMetric, _steps, static step => step.Validation),
            Curve.Of("Temperature", _steps, static step => step.Temperature),
            Curve.Of("Negatives per anchor", _steps, static step => step.NegativesPerAnchor),
            Curve.Of("Learning rate", _steps, static step => step.LearningRate),
        ];
    }

    /// <summary>Passes on what it logs.</summary>
    public IProgress<TrainingProgress> Tee(IProgress<TrainingProgress> next) => new Both(this, next);

    /// <summary>Opens the file when the first step comes, which tells where the run goes on.</summary>
    private void Open(long step)
    {
        if (_writer is null)
        {
            _writer = MetricsWriter.Resume(path, step, out IReadOnlyList<StepMetrics> before);
            _steps.AddRange(before);
        }
    }

    private void Add(TrainingProgress progress)
    {
        Open(progress.Step - 1);
        // The trainer skips such a step, counts it, and ends the run after a few; a metric that is no number has no place in a curve.
        if (!double.IsFinite(progress.Loss))
        {
            return;
        }

        StepMetrics metrics = new()
        {
            Step = progress.Step - 1,
            Loss = progress.Loss,
            LearningRate = progress.LearningRate,
            Temperature = progress.Temperature,
            NegativesPerAnchor = progress.NegativesPerAnchor,
            Validation = progress.Validation,
            Seconds = progress.Elapsed.TotalSeconds,
        };
        _writer!.Write(metrics);
        _steps.Add(metrics);
    }

    private sealed class Both(RunLog log, IProgress<TrainingProgress> next) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            log.Add(value);
            next.Report(value);
        }
    }
}
