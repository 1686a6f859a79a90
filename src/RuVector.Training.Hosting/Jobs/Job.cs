namespace RuVector.Training.Hosting.Jobs;

/// <summary>A job of the table.</summary>
internal sealed class Job(TrainingJob record, JobProgress progress)
{
    private volatile TrainingJob _record = record;

    /// <summary>Gets or sets what is known of the job. Written under the lock of the table alone, read by anyone.</summary>
    public TrainingJob Record
    {
        get => _record;
        set => _record = value;
    }

    public JobProgress Progress => progress;

    /// <summary>Gets or sets the attempt under way or the last one; <see langword="null"/> for a job of an earlier process. Written under the lock of the table alone.</summary>
    public JobAttempt? Attempt { get; set; }

    /// <summary>Gets the lock of the job's folder. It is taken before that of the table, never after it.</summary>
    public Lock FileGate { get; } = new();

    /// <summary>Gets or sets a value indicating whether the folder is gone for good. Guarded by <see cref="FileGate"/>.</summary>
    public bool IsRemoved { get; set; }

    public TrainingJob Snapshot() => Record is var record && progress.Last is { } last ? record with { Progress = last } : record;
}
