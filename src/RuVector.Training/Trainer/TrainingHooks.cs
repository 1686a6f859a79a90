using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace RuVector.Training.Trainer;

/// <summary>What a run is connected to: who evaluates, who watches, where its log goes.</summary>
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
