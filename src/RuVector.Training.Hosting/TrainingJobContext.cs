using RuVector.Training.Trainer;

namespace RuVector.Training.Hosting;

/// <summary>What the work of a job is given.</summary>
public sealed record TrainingJobContext
{
    /// <summary>Gets the id of the job.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the run, made for this attempt from one reading of the configuration, the profile and the overrides of the job.</summary>
    public required TrainingRun Run { get; init; }

    /// <summary>Gets the full path of the folder of the job, for the files that it leaves.</summary>
    public required string Folder { get; init; }

    /// <summary>Gets what the trainer is to be connected to: progress, log, checkpoints of the job. Add an evaluation: <c>job.Hooks with { Evaluate = ... }</c>.</summary>
    public required TrainingHooks Hooks { get; init; }

    /// <summary>Gets the number of the attempt: 1 at first, one more each time that the job is resumed.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Gets what the submitter wants to know of the job later (<see cref="TrainingJobRequest.Properties"/>).</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the path of a file in the folder of the job.</summary>
    /// <param name="name">Name of the file, chosen by the work, never by a client.</param>
    public string PathOf(string name) => Path.Combine(Folder, name);
}
