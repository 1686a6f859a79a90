namespace RuVector.Training.Hosting;

/// <summary>A job to be run.</summary>
public sealed record TrainingJobRequest
{
    /// <summary>Gets what it does.</summary>
    public required ITrainingJobWork Work { get; init; }

    /// <summary>Gets the id (<see cref="TrainingJobId"/>); <see langword="null"/> for a new one.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the name of the profile, ignoring case; <see langword="null"/> or empty for the settings outside of profiles.</summary>
    public string? Profile { get; init; }

    /// <summary>Gets settings above those of the configuration, by their paths below the root section: <c>Optimizer:Type</c>.</summary>
    public IReadOnlyDictionary<string, string> Overrides { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets texts that are kept with the job and that nothing here reads: the name of its data, for instance, from which the work is made anew to resume the job after a restart.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();
}
