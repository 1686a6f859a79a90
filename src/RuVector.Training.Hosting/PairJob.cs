using RuVector.Training.Adapters;
using RuVector.Training.Trainer;

namespace RuVector.Training.Hosting;

/// <summary>Trains an encoder on pairs (<see cref="PairTrainer"/>).</summary>
/// <param name="data">Queries, documents and which belong together. May be shared by jobs.</param>
/// <param name="createEncoder">Makes the untrained encoder, the same one at every attempt.</param>
public sealed class PairJob(PairDataset data, Func<TrainingRun, DualEncoder> createEncoder) : ITrainingJobWork
{
    /// <summary>Gets what evaluates the encoder: before the training, during it, and at its end; <see langword="null"/> for no evaluation.</summary>
    public Func<DualEncoder, IReadOnlyList<TrainingMetric>>? Evaluate { get; init; }

    /// <summary>Gets what writes the trained encoder into the folder of the job; <see langword="null"/> to leave only checkpoints.</summary>
    public Action<DualEncoder, TrainingJobContext>? Save { get; init; }

    /// <inheritdoc/>
    public TrainingRunContext Context => new() { SampleCount = data.QueryCount };

    /// <inheritdoc/>
    public TrainingJobResult Run(TrainingJobContext job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        DualEncoder encoder = createEncoder(job.Run);
        IReadOnlyList<TrainingMetric> before = Evaluate?.Invoke(encoder) ?? [];
        TrainingHooks hooks = job.Hooks with { Evaluate = Evaluate is { } evaluate ? () => evaluate(encoder) : null };
        TrainingSummary summary = new PairTrainer(job.Run, job.Run.Settings<TrainerOptions>()).Train(encoder, data, hooks, cancellationToken);
        IReadOnlyList<TrainingMetric> after = Evaluate?.Invoke(encoder) ?? [];
        Save?.Invoke(encoder, job);
        return new TrainingJobResult(summary) { Before = before, After = after };
    }
}
