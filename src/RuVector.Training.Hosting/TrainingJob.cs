using System.Text.Json.Serialization;
using RuVector.Training.Trainer;

namespace RuVector.Training.Hosting;

/// <summary>A job as it is at one moment. Kept in the folder of the job, so that it survives a restart of the host.</summary>
/// <remarks>Immutable.</remarks>
public sealed record TrainingJob
{
    /// <summary>Gets the id (<see cref="TrainingJobId"/>).</summary>
    public required string Id { get; init; }

    /// <summary>Gets where it stands.</summary>
    public TrainingJobState State { get; init; }

    /// <summary>Gets the name of the profile; empty for the settings outside of profiles.</summary>
    public string Profile { get; init; } = "";

    /// <summary>Gets the settings of its own, above those of the configuration.</summary>
    public IReadOnlyDictionary<string, string> Overrides { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets what the submitter wants to know of it later (<see cref="TrainingJobRequest.Properties"/>).</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets when it was submitted.</summary>
    public DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Gets when it was last started; <see langword="null"/> before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Gets when it ended; <see langword="null"/> while it is queued or running, and where its process was killed.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Gets how often it was started.</summary>
    public int Attempts { get; init; }

    /// <summary>Gets where the run stands; <see langword="null"/> before its first step. After a kill of the process it is that of the start of the last attempt.</summary>
    public TrainingProgress? Progress { get; init; }

    /// <summary>Gets why it failed; <see langword="null"/> otherwise.</summary>
    public TrainingJobError? Error { get; init; }

    /// <summary>Gets what came out of it; <see langword="null"/> unless it succeeded.</summary>
    public TrainingJobResult? Result { get; init; }

    /// <summary>Gets the full path of its folder: checkpoints, and the files that the work leaves there.</summary>
    [JsonIgnore]
    public string Folder { get; init; } = "";

    /// <summary>Gets a value indicating whether it neither waits nor runs.</summary>
    public bool HasEnded => State is not (TrainingJobState.Queued or TrainingJobState.Running);

    /// <summary>Gets a value indicating whether it can be resumed: it ended without success.</summary>
    public bool CanResume => State is TrainingJobState.Failed or TrainingJobState.Cancelled or TrainingJobState.Interrupted;
}
