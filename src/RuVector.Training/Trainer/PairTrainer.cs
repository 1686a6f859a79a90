using RuVector.Training.Adapters;

namespace RuVector.Training.Trainer;

/// <summary>Trains an encoder on pairs: batches, mining, schedules, loss, clipping, optimizer.</summary>
/// <remarks>
/// <para>In every batch, and in the pool that negatives are mined from, the known answers of a query are never its negatives.</para>
/// <para>The same run settings, seed, data and machine give the same parameters to the bit. Not thread safe: one trainer is one run.</para>
/// </remarks>
public sealed class PairTrainer
{
    private readonly TrainingRun _run;
    private readonly TrainerOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Creates a trainer.</summary>
    /// <param name="run">The parts: loss, optimizer, schedules, curriculum, miner.</param>
    /// <param name="options">Steps, batch size, seed and the like.</param>
    /// <param name="time">Clock for the elapsed time; the system's by default.</param>
    /// <exception cref="ArgumentException">The loss cannot follow the schedule of the temperature, what it learns has no optimizer, or a setting is one of other trainers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public PairTrainer(TrainingRun run, TrainerOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        TrainerGuard.Check(options);
        TrainerGuard.CheckLoss(run);
        TrainerGuard.RefuseForeign(options, nameof(PairTrainer), hasSampling: true);
        (_run, _options, _time) = (run, options, time ?? TimeProvider.System);
    }

    /// <summary>Trains a query adapter; documents stay as they are, so an index built over them stays valid.</summary>
    /// <param name="model">The query adapter; its parameters are updated in place.</param>
    /// <param name="data">Queries, documents and which belong together.</param>
    /// <param name="validate">Computes a validation metric; called after every <see cref="TrainerOptions.EvaluateEvery"/> steps and at the end.</param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancellationToken">Ends the run at once; the step under way is not taken.</param>
    /// <returns>Counts and times.</returns>
    /// <inheritdoc cref="Train(DualEncoder, PairDataset, TrainingHooks, CancellationToken)" path="/exception"/>
    public TrainingSummary Train(
        IEmbeddingModel model, PairDataset data, Func<double>? validate = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Train(DualEncoder.ForQueries(model), data, TrainingHooks.Of(validate, progress), cancellationToken);

    /// <summary>Trains an encoder.</summary>
    /// <param name="encoder">The encoder; its parameters are updated in place.</param>
    /// <param name="data">Queries, documents and which belong together.</param>
    /// <param name="hooks">Who evaluates, who watches.</param>
    /// <param name="cancellationToken">Ends the run at once; the step under way is not taken.</param>
    /// <returns>Counts and times.</returns>
    /// <exception cref="ArgumentException">The dimensions of models and data do not fit, neither the batch, the data nor a miner gives negatives, there is no evaluation for what follows a metric, or a group of parameters fits none.</exception>
    /// <exception cref="InvalidOperationException">The evaluation gives no metric, or none of the name that is looked at.</exception>
    /// <exception cref="TrainingFailedException">Too many steps in a row had unusable gradients.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled; the parameters are those of the last whole step.</exception>
    public TrainingSummary Train(DualEncoder encoder, PairDataset data, TrainingHooks hooks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(hooks);
        TrainerGuard.RequireNegatives(_run, _options, _options.InBatchNegatives || data.Negatives.TotalCount > 0);
        TrainerGuard.RequireEvaluation(_run, _options, hooks);
        encoder.CheckFits(data.Queries.Columns, data.Documents.Columns, nameof(encoder));
        using PairBatches batches = new(_run, _options, encoder, data);
        return new TrainingLoop(_run, _options, new EncoderWork(_run, _options, encoder.Parameters, batches), hooks, _time).Run(cancellationToken);
    }
}
