using System.Diagnostics;
using System.Diagnostics.Metrics;
using RuVector.Training.Hosting.Jobs;
using RuVector.Training.Trainer;

namespace RuVector.Training.Hosting.Observability;

/// <summary>Metrics and activities of jobs. Counters and histograms are by profile; the figures of a run are by job, for as long as it runs.</summary>
internal sealed class JobTelemetry : IDisposable
{
    private readonly ActivitySource _activities = new(TrainingTelemetry.ActivitySourceName);
    private readonly Meter _meter;
    private readonly Counter<long> _steps;
    private readonly Counter<long> _examples;
    private readonly Counter<long> _skippedSteps;
    private readonly Counter<long> _miningShortage;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _dropped;
    private readonly Histogram<double> _saves;
    private readonly Histogram<double> _durations;

    /// <param name="meters">Makes the meter; without it this object does.</param>
    /// <param name="table">Gets the jobs; <see langword="null"/> before the host has started.</param>
    public JobTelemetry(IMeterFactory? meters, Func<JobTable?> table)
    {
        _meter = meters?.Create(new MeterOptions(TrainingTelemetry.MeterName)) ?? new Meter(TrainingTelemetry.MeterName);
        _steps = _meter.CreateCounter<long>("ruvector.training.steps", "{step}", "Steps done.");
        _examples = _meter.CreateCounter<long>("ruvector.training.examples", "{example}", "Samples in the batches of all steps.");
        _skippedSteps = _meter.CreateCounter<long>("ruvector.training.skipped_steps", "{step}", "Steps that were skipped because of their gradients.");
        _miningShortage = _meter.CreateCounter<long>("ruvector.training.mining_shortage", "{negative}", "Negatives that mining found fewer than it was asked for.");
        _refused = _meter.CreateCounter<long>("ruvector.training.refused_jobs", "{job}", "Jobs that were refused because the queue was full.");
        _dropped = _meter.CreateCounter<long>("ruvector.training.dropped_progress", "{step}", "Steps that those who watch too slowly were not told of.");
        _saves = _meter.CreateHistogram<double>("ruvector.training.checkpoint.duration", "s", "Time of a save, done or failed.");
        _durations = _meter.CreateHistogram<double>("ruvector.training.job.duration", "s", "Time from the start of a job to its end, by how it ended.");
        _meter.CreateObservableGauge("ruvector.training.jobs", () => CountByState(table()), "{job}", "Jobs, by state.");
        Gauge("loss", "1", "Loss of the last step.", table, static job => job.Last?.Loss);
        Gauge("gradient_norm", "1", "Norm of the gradients of the last step, before clipping.", table, static job => job.Last?.GradientNorm);
        Gauge("learning_rate", "1", "Learning rate of the last step.", table, static job => job.Last?.LearningRate);
        Gauge("temperature", "1", "Temperature of the last step.", table, static job => job.Last?.Temperature);
        Gauge("throughput", "{example}/s", "Samples that the run goes over in a second.", table, static job => job.Throughput);
    }

    /// <summary>Begins the activity of an attempt.</summary>
    /// <returns>The activity; <see langword="null"/> when nobody listens.</returns>
    public Activity? Begin(JobAttempt attempt)
    {
        TrainingJob job = attempt.Job.Record;
        Activity? activity = _activities.StartActivity(
            "training job", ActivityKind.Internal, parentContext: default, links: attempt.Origin == default ? null : [new ActivityLink(attempt.Origin)]);
        return activity?.SetTag("ruvector.job.id", job.Id).SetTag("ruvector.job.profile", job.Profile).SetTag("ruvector.job.attempt", job.Attempts);
    }

    /// <summary>Measures the end of a job.</summary>
    public void End(Activity? activity, TrainingJob job)
    {
        activity?.SetTag("ruvector.job.state", job.State.ToString()).SetTag("ruvector.job.steps", job.Progress?.Step ?? 0);
        if (job.Error is { } error)
        {
            activity?.SetStatus(ActivityStatusCode.Error, error.Message).SetTag("error.type", error.Type);
        }

        TimeSpan duration = (job.EndedAt - job.StartedAt) ?? TimeSpan.Zero;
        _durations.Record(duration.TotalSeconds, Profile(job), new("state", job.State.ToString()));
    }

    /// <summary>Measures a step.</summary>
    /// <param name="job">The job.</param>
    /// <param name="now">Where it stands.</param>
    /// <param name="before">Where it stood; <see langword="null"/> at its first step.</param>
    public void Measure(TrainingJob job, TrainingProgress now, TrainingProgress? before)
    {
        _steps.Add(1, Profile(job));
        _examples.Add(now.Samples, Profile(job));
        Add(_skippedSteps, now.SkippedSteps - (before?.SkippedSteps ?? 0), job);
        Add(_miningShortage, now.MiningShortage - (before?.MiningShortage ?? 0), job);
    }

    /// <summary>Measures a save.</summary>
    public void Measure(TrainingJob job, TrainingSave save) => _saves.Record(save.Elapsed.TotalSeconds, Profile(job), new("outcome", save.Error is null ? "saved" : "failed"));

    public void CountRefused() => _refused.Add(1);

    public void CountDropped() => _dropped.Add(1);

    public void Dispose()
    {
        _meter.Dispose();
        _activities.Dispose();
    }

    private static KeyValuePair<string, object?> Profile(TrainingJob job) => new("profile", job.Profile);

    // A resumed run goes on from a checkpoint, whose counts may be below those that were measured already.
    private static void Add(Counter<long> counter, long count, TrainingJob job)
    {
        if (count > 0)
        {
            counter.Add(count, Profile(job));
        }
    }

    private static IEnumerable<Measurement<int>> CountByState(JobTable? table)
    {
        ILookup<TrainingJobState, Job> jobs = (table?.All() ?? []).ToLookup(static job => job.Record.State);
        return Enum.GetValues<TrainingJobState>().Select(state => new Measurement<int>(jobs[state].Count(), new KeyValuePair<string, object?>("state", state.ToString())));
    }

    private void Gauge(string name, string unit, string description, Func<JobTable?> table, Func<JobProgress, double?> value) =>
        _meter.CreateObservableGauge(
            $"ruvector.training.{name}",
            () => from attempt in table()?.Running() ?? []
                  let found = value(attempt.Job.Progress)
                  where found is not null
                  select new Measurement<double>(found.Value, new("job", attempt.Job.Record.Id), Profile(attempt.Job.Record)),
            unit,
            description);
}
