using System.Diagnostics;
using Microsoft.Extensions.Logging;
using RuVector.Training.Checkpoints;
using RuVector.Training.Curriculum;
using RuVector.Training.Hosting.Observability;
using RuVector.Training.Trainer;

namespace RuVector.Training.Hosting.Jobs;

/// <summary>Runs attempts, each on a thread of its own. Nothing that one throws leaves its thread.</summary>
internal sealed class JobRunner(JobTelemetry telemetry, ILogger logger)
{
    /// <summary>Starts the thread of an attempt.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="table">Where its end goes.</param>
    public void Start(JobAttempt attempt, JobTable table) =>
        new Thread(() => Run(attempt, table)) { IsBackground = true, Name = $"training job {attempt.Job.Record.Id}" }.UnsafeStart(); // without what flows with the request that submitted it

    // Whatever fails here, a log or a listener of metrics for instance, ends the job, never the process.
    private void Run(JobAttempt attempt, JobTable table)
    {
        try
        {
            RunObserved(attempt, table);
        }
        catch (Exception e)
        {
            table.End(attempt, TrainingJobState.Failed, TrainingJobError.Of(e), null);
        }

        table.Free(attempt);
        attempt.Ended.TrySetResult(attempt.Job.Snapshot());
    }

    private void RunObserved(JobAttempt attempt, JobTable table)
    {
        using IDisposable? scope = logger.BeginScope(new KeyValuePair<string, object>[] { new("JobId", attempt.Job.Record.Id) });
        using Activity? activity = telemetry.Begin(attempt);
        (TrainingJobState state, Exception? error, TrainingJobResult? result) = Try(attempt);
        if (table.End(attempt, state, error is null ? null : TrainingJobError.Of(error), result))
        {
            Save(attempt.Job);
            TrainingJob job = attempt.Job.Snapshot();
            telemetry.End(activity, job);
            Log(job, error);
        }
    }

    /// <summary>Writes what is known of a job; a failure is logged, because nobody waits for it.</summary>
    public void Save(Job job)
    {
        try
        {
            JobFiles.Save(job);
        }
        catch (IOException e)
        {
            logger.StateNotSaved(e, job.Record.Id, job.Record.State);
        }
    }

    private (TrainingJobState State, Exception? Error, TrainingJobResult? Result) Try(JobAttempt attempt)
    {
        try
        {
            JobFiles.Save(attempt.Job);
            TrainingJob job = attempt.Job.Record;
            logger.Started(job.Id, job.Attempts);
            using CheckpointStore checkpoints = new(JobFiles.CheckpointsOf(job), new CheckpointStoreOptions { HigherIsBetter = attempt.Run.Settings<TrainerOptions>().MetricGoal == MetricGoal.Maximize });
            return (TrainingJobState.Succeeded, null, attempt.Work.Run(ContextOf(attempt, job, checkpoints), attempt.Token));
        }
        catch (OperationCanceledException) when (attempt.Token.IsCancellationRequested)
        {
            return (attempt.IsCancelledByUser ? TrainingJobState.Cancelled : TrainingJobState.Interrupted, null, null);
        }
        catch (Exception e)
        {
            return (TrainingJobState.Failed, e, null);
        }
    }

    private TrainingJobContext ContextOf(JobAttempt attempt, TrainingJob job, CheckpointStore checkpoints)
    {
        AttemptObserver observer = new(attempt.Job, job, telemetry);
        return new TrainingJobContext
        {
            Id = job.Id,
            Run = attempt.Run,
            Folder = job.Folder,
            Attempt = job.Attempts,
            Properties = job.Properties,
            Hooks = new TrainingHooks { Progress = observer, Saved = observer, Checkpoints = checkpoints, Logger = logger },
        };
    }

    private void Log(TrainingJob job, Exception? error)
    {
        long steps = job.Progress?.Step ?? 0;
        switch (job.State)
        {
            case TrainingJobState.Succeeded:
                logger.Succeeded(job.Id, steps);
                break;
            case TrainingJobState.Failed:
                logger.Failed(error, job.Id, steps);
                break;
            case TrainingJobState.Cancelled:
                logger.Cancelled(job.Id, steps);
                break;
            default:
                logger.Interrupted(job.Id, steps);
                break;
        }
    }
}
