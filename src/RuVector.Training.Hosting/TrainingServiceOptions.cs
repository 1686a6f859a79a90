using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Hosting;

/// <summary>Settings of the jobs of a host, section <c>RuVectorTraining:Jobs</c>. Read when the host starts; profiles and jobs cannot change them.</summary>
public sealed class TrainingServiceOptions
{
    /// <summary>Gets or sets how many jobs run at once. Each computes with all threads that it gets; <c>Trainer:MaxDegreeOfParallelism</c> bounds one of them.</summary>
    /// <value>From 1 to 1024. The default value is 1.</value>
    [Range(1, 1024)]
    public int MaxConcurrent { get; set; } = 1;

    /// <summary>Gets or sets how many jobs may wait; a job more is refused (<see cref="TrainingQueueFullException"/>).</summary>
    /// <value>From 1 to 100,000. The default value is 64.</value>
    [Range(1, 100_000)]
    public int QueueCapacity { get; set; } = 64;

    /// <summary>Gets or sets the folder in which each job has a folder of its own. A relative path starts at the content root of the host. One process at a time holds it.</summary>
    /// <value>Not empty. The default value is <c>training-jobs</c>.</value>
    [Required(ErrorMessage = "Expected the path of a folder.")]
    public string Folder { get; set; } = "training-jobs";

    /// <summary>Gets or sets how long a stop of the host waits for jobs to save their last step. Keep it below the <c>ShutdownTimeout</c> of the host, which bounds it as well.</summary>
    /// <value>From 0 to 1 hour. The default value is 20 seconds.</value>
    public TimeSpan ShutdownGrace { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Gets or sets how often the service looks at the configuration and at jobs to be removed; it counts as live while it does so at least every second time.</summary>
    /// <value>From 0.1 second to 1 hour. The default value is 5 seconds.</value>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how many jobs that succeeded, failed or were cancelled are kept, with their folders; the one that ended first goes first. Interrupted ones are kept.</summary>
    /// <value>0 or more. The default value is 100.</value>
    [Range(0, int.MaxValue)]
    public int KeepFinished { get; set; } = 100;

    /// <summary>Gets or sets how long these are kept; <see langword="null"/> for as long as <see cref="KeepFinished"/> allows.</summary>
    /// <value>More than 0. The default value is <see langword="null"/>.</value>
    public TimeSpan? KeepFinishedFor { get; set; }

    /// <summary>Gets or sets how many steps, and how many evaluations, of each job are kept in memory for those who begin to watch later. A longer run is thinned out evenly.</summary>
    /// <value>From 2 to 1,000,000. The default value is 1024.</value>
    [Range(2, 1_000_000)]
    public int HistoryLength { get; set; } = 1024;

    /// <summary>Gets or sets how many steps may wait for one who watches; the oldest are dropped for one who is too slow, and counted.</summary>
    /// <value>From 1 to 1,000,000. The default value is 256.</value>
    [Range(1, 1_000_000)]
    public int WatcherCapacity { get; set; } = 256;
}

/// <summary>Checks the ranges of <see cref="TrainingServiceOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class TrainingServiceOptionsValidator : IValidateOptions<TrainingServiceOptions>;

/// <summary>Checks the times of <see cref="TrainingServiceOptions"/>.</summary>
internal sealed class TrainingServiceTimesValidator : IValidateOptions<TrainingServiceOptions>
{
    private static readonly TimeSpan _hour = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, TrainingServiceOptions options)
    {
        ValidateOptionsResultBuilder result = new();
        Require(options.ShutdownGrace >= TimeSpan.Zero && options.ShutdownGrace <= _hour, "a time in [00:00:00, 01:00:00]", options.ShutdownGrace, nameof(options.ShutdownGrace));
        Require(options.Heartbeat >= TimeSpan.FromSeconds(0.1) && options.Heartbeat <= _hour, "a time in [00:00:00.1, 01:00:00]", options.Heartbeat, nameof(options.Heartbeat));
        Require(options.KeepFinishedFor is null || options.KeepFinishedFor > TimeSpan.Zero, "a time above 00:00:00", options.KeepFinishedFor, nameof(options.KeepFinishedFor));
        return result.Build();

        void Require(bool isInRange, string expected, TimeSpan? got, string property)
        {
            if (!isInRange)
            {
                result.AddError($"Expected {expected}, but got {got:c}.", property);
            }
        }
    }
}
