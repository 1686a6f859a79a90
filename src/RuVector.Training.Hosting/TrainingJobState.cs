using System.Text.Json.Serialization;

namespace RuVector.Training.Hosting;

/// <summary>Where a job stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrainingJobState>))]
public enum TrainingJobState
{
    /// <summary>It waits for its turn.</summary>
    Queued,

    /// <summary>It trains.</summary>
    Running,

    /// <summary>It came to its end.</summary>
    Succeeded,

    /// <summary>It ended with an exception (<see cref="TrainingJob.Error"/>); can be resumed.</summary>
    Failed,

    /// <summary>Someone cancelled it; can be resumed.</summary>
    Cancelled,

    /// <summary>The host ended before it did; can be resumed.</summary>
    Interrupted,
}
