namespace RuVector.Training.Hosting.Jobs;

/// <summary>Says which jobs are not kept any longer.</summary>
internal static class Retention
{
    /// <summary>Gets the jobs that succeeded, failed or were cancelled longer ago than they are kept, or before as many others as are kept.</summary>
    public static IEnumerable<Job> Superfluous(IEnumerable<Job> jobs, TrainingServiceOptions options, DateTimeOffset now) => jobs
        .Where(static job => job.Record is { HasEnded: true, State: not TrainingJobState.Interrupted })
        .OrderByDescending(static job => job.Record.EndedAt)
        .Where((job, place) => place >= options.KeepFinished || now - job.Record.EndedAt > options.KeepFinishedFor);
}
