using RuVector.Training.Adapters;
using RuVector.Training.Data;

namespace RuVector.Training.Trainer;

/// <summary>Trains an encoder on pairs with a graded score: ratings of people, or scores of a teacher.</summary>
/// <remarks>
/// <para>A sample is a first vector with all its pairs (<see cref="TrainerOptions.BatchSize"/> counts these), so that a loss that ranks or distils sees all that is known of it. Nothing is mined.</para>
/// <para>The same run settings, seed, data and machine give the same parameters to the bit. Not thread safe: one trainer is one run.</para>
/// </remarks>
public sealed class ScoredPairTrainer
{
    private readonly TrainingRun _run;
    private readonly TrainerOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Creates a trainer.</summary>
    /// <param name="run">The parts: loss, optimizer, schedules; without a miner.</param>
    /// <param name="options">Steps, batch size, seed and the like.</param>
    /// <param name="time">Clock for the elapsed time; the system's by default.</param>
    /// <exception cref="ArgumentException">The run mines, the loss cannot follow the schedule of the temperature, what it learns has no optimizer, or a setting is one of other trainers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public ScoredPairTrainer(TrainingRun run, TrainerOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        TrainerGuard.Check(options);
        TrainerGuard.CheckLoss(run);
        TrainerGuard.RefuseForeign(options, nameof(ScoredPairTrainer), hasScores: true);
        TrainerGuard.RefuseRemining(options, "because nothing is mined for scored pairs");
        if (run.Miner is not null)
        {
            throw new ArgumentException($"Expected no miner, because scored pairs say themselves what is compared, but got {run.Miner.GetType().Name}.", nameof(run));
        }

        (_run, _options, _time) = (run, options, time ?? TimeProvider.System);
    }

    /// <summary>Trains an encoder.</summary>
    /// <param name="encoder">The encoder, its query side for first vectors; its parameters are updated in place.</param>
    /// <param name="data">The pairs.</param>
    /// <param name="hooks">Who evaluates, who watches, where it is saved.</param>
    /// <param name="cancellationToken">Ends the run at once; the step under way is not taken.</param>
    /// <returns>Counts and times.</returns>
    /// <inheritdoc cref="PairTrainer.Train(DualEncoder, PairDataset, TrainingHooks, CancellationToken)" path="/exception"/>
    public TrainingSummary Train(DualEncoder encoder, ScoredPairDataset data, TrainingHooks hooks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(hooks);
        TrainerGuard.RequireEvaluation(_run, _options, hooks);
        encoder.CheckFits(data.First.Columns, data.Second.Columns, nameof(encoder));
        ScoredBatches batches = new(_run, _options, encoder, data);
        return new TrainingLoop(_run, _options, new EncoderWork(_run, _options, encoder.Parameters, batches), hooks, _time).Run(cancellationToken);
    }
}
