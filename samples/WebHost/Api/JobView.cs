using RuVector.Training.Hosting;
using WebHost.Jobs;

namespace WebHost.Api;

/// <summary>A job as clients see it.</summary>
internal sealed record JobView
{
    public required string Id { get; init; }

    public required string State { get; init; }

    public required string Profile { get; init; }

    public required string Dataset { get; init; }

    public required IReadOnlyDictionary<string, string> Overrides { get; init; }

    public DateTimeOffset SubmittedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public int Attempts { get; init; }

    public ProgressView? Progress { get; init; }

    public string? Error { get; init; }

    public IReadOnlyList<MetricView>? Before { get; init; }

    public IReadOnlyList<MetricView>? After { get; init; }

    public bool HasAdapter { get; init; }

    public bool CanResume { get; init; }

    public static JobView Of(TrainingJob job) => new()
    {
        Id = job.Id,
        State = job.State.ToString(),
        Profile = job.Profile,
        Dataset = JobDesk.DatasetOf(job),
        Overrides = job.Overrides,
        SubmittedAt = job.SubmittedAt,
        StartedAt = job.StartedAt,
        EndedAt = job.EndedAt,
        Attempts = job.Attempts,
        Progress = job.Progress is { } progress ? ProgressView.Of(progress) : null,
        Error = SafeError.Of(job.Error),
        Before = MetricView.Of(job.Result?.Before),
        After = MetricView.Of(job.Result?.After),
        HasAdapter = job.State == TrainingJobState.Succeeded,
        CanResume = job.CanResume,
    };
}
