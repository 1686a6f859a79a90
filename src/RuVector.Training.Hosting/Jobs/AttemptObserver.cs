using RuVector.Training.Hosting.Observability;
using RuVector.Training.Trainer;

namespace RuVector.Training.Hosting.Jobs;

/// <summary>Takes what a trainer reports to those who watch, and to the metrics.</summary>
internal sealed class AttemptObserver(Job job, TrainingJob record, JobTelemetry telemetry) : IProgress<TrainingProgress>, IProgress<TrainingSave>
{
    // What the run counted before this attempt has been measured before, by this process or another one; without the last step of that, the first one of this attempt is where counting begins.
    private TrainingProgress? _before = record.Progress;

    public void Report(TrainingProgress value)
    {
        bool isFirstStep = record.Attempts == 1 && _before is null;
        telemetry.Measure(record, value, _before ?? (isFirstStep ? null : value));
        _before = value;
        job.Progress.Add(value);
    }

    public void Report(TrainingSave value) => telemetry.Measure(record, value);
}
