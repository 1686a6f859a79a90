using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RuVector.Training.Checkpoints;

namespace RuVector.Training.Trainer;

/// <summary>What a run is connected to: who evaluates, who watches, where it is saved and writes its log.</summary>
public sealed record TrainingHooks
{
    /// <summary>Gets what evaluates the model, as it is trained in place; <see langword="null"/> for no evaluation.</summary>
    /// <remarks>
    /// <para>Called after every <see cref="TrainerOptions.EvaluateEvery"/> steps and at the end. With an optimizer that averages (<see cref="IHasEvaluationView"/>) the model holds the average meanwhile.</para>
    /// <para>At least one metric; <see cref="TrainerOptions.Metric"/> says which one early stopping, the best model and a learning rate that follows a metric look at.</para>
    /// </remarks>
    public Func<IReadOnlyList<TrainingMetric>>? Evaluate { get; init; }

    /// <summary>Gets who is told after every step; <see langword="null"/> for nobody.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Gets where the run is saved: every <see cref="TrainerOptions.CheckpointEvery"/> steps, at each new best evaluation, at the end, and when it is cancelled; <see langword="null"/> for nowhere.</summary>
    /// <remarks>A checkpoint holds all that the run changes, so that a run of the same settings and data that is resumed ends with the bits of one that was not interrupted, for any number of threads.</remarks>
    public CheckpointStore? Checkpoints { get; init; }

    /// <summary>Gets who is told of every save, done or failed; <see langword="null"/> for nobody.</summary>
    public IProgress<TrainingSave>? Saved { get; init; }

    /// <summary>Gets a value indicating whether the run goes on from the newest whole checkpoint, if there is one. One of another run is refused.</summary>
    /// <value>The default value is <see langword="true"/>; with <see langword="false"/> a folder that holds checkpoints is refused.</value>
    public bool Resume { get; init; } = true;

    /// <summary>Gets where the run writes its events.</summary>
    /// <value>The default value writes nothing.</value>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Connects a run to one metric and one watcher.</summary>
    internal static TrainingHooks Of(Func<double>? validate, IProgress<TrainingProgress>? progress) => new()
    {
        Evaluate = validate is null ? null : () => [new TrainingMetric("validation", validate())],
        Progress = progress,
    };
}
