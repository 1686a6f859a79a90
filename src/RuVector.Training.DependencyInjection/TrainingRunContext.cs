namespace RuVector.Training;

/// <summary>What a component may need to know of the run it is made for.</summary>
/// <remarks>Immutable.</remarks>
public sealed record TrainingRunContext
{
    /// <summary>Gets the number of steps of the run, for schedules that have no length of their own; <see langword="null"/> when it is not known.</summary>
    public long? TotalSteps { get; init; }

    /// <summary>Gets the number of samples of the run, for curricula that have no length of their own; <see langword="null"/> when it is not known.</summary>
    public long? TotalSamples { get; init; }

    /// <summary>Gets the number of samples of the data, from which the length of a run that is given in epochs follows; <see langword="null"/> when it is not known.</summary>
    public int? SampleCount { get; init; }

    /// <summary>Gets the seed of the run, for everything that draws random numbers; <see langword="null"/> when it is not known.</summary>
    public ulong? Seed { get; init; }
}
