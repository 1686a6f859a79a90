using RuVector.Training.Adapters;
using RuVector.Training.Data;

namespace RuVector.Training.Trainer;

/// <summary>Trains a model on labelled rows: rows of a label belong together.</summary>
/// <remarks>
/// <para>The rows of a batch are anchors and candidates; with <see cref="TrainerOptions.MemorySize"/> those of past batches are candidates too, and a row is never compared with itself, seen earlier. With class
/// vectors (<see cref="LabelEncoder.WithClasses"/>) these are the candidates. A miner chooses negatives among the candidates; without one all are.</para>
/// <para>The same run settings, seed, data and machine give the same parameters to the bit. Not thread safe: one trainer is one run.</para>
/// </remarks>
public sealed class LabelTrainer
{
    private readonly TrainingRun _run;
    private readonly TrainerOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Creates a trainer.</summary>
    /// <param name="run">The parts: loss, optimizer, schedules, curriculum, miner.</param>
    /// <param name="options">Steps, batch size, seed and the like.</param>
    /// <param name="time">Clock for the elapsed time; the system's by default.</param>
    /// <exception cref="ArgumentException">The loss cannot follow the schedule of the temperature, what it learns has no optimizer, negatives are to be mined only now and then, or a setting is one of other trainers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public LabelTrainer(TrainingRun run, TrainerOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        TrainerGuard.Check(options);
        TrainerGuard.CheckLoss(run);
        TrainerGuard.RefuseForeign(options, nameof(LabelTrainer), hasSampling: true, hasMemory: true);
        TrainerGuard.RefuseRemining(options, "because negatives of labelled rows are mined in their batch");
        (_run, _options, _time) = (run, options, time ?? TimeProvider.System);
    }

    /// <summary>Trains an encoder.</summary>
    /// <param name="encoder">The encoder; its parameters are updated in place.</param>
    /// <param name="data">Rows and their labels.</param>
    /// <param name="hooks">Who evaluates, who watches, where it is saved.</param>
    /// <param name="cancellationToken">Ends the run at once; the step under way is not taken.</param>
    /// <returns>Counts and times.</returns>
    /// <exception cref="ArgumentException">The model does not fit the data, there are more classes than class vectors, a memory or a miner is set beside class vectors, no batch can be filled, there is no evaluation for what follows a
    /// metric, or a group of parameters fits none.</exception>
    /// <exception cref="InvalidOperationException">The evaluation gives no metric, or none of the name that is looked at.</exception>
    /// <exception cref="Checkpoints.CheckpointException">The newest checkpoint is of another run, or a checkpoint could not be saved.</exception>
    /// <exception cref="TrainingFailedException">Too many steps in a row had unusable gradients.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled; the parameters are those of the last whole step.</exception>
    public TrainingSummary Train(LabelEncoder encoder, LabelledDataset data, TrainingHooks hooks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(hooks);
        TrainerGuard.RequireEvaluation(_run, _options, hooks);
        if (encoder.Model.InputDimension != data.Vectors.Columns)
        {
            throw new ArgumentException($"Expected a model for rows of dimension {data.Vectors.Columns}, as the data has, but got one that takes {encoder.Model.InputDimension}.", nameof(encoder));
        }

        if (encoder.Classes is { } classes && (classes.Count < data.ClassCount || _options.MemorySize > 0))
        {
            throw new ArgumentException($"Expected a vector for each of the {data.ClassCount} classes and no memory beside them, but got {classes.Count} and a MemorySize of {_options.MemorySize}.", nameof(encoder));
        }

        if (encoder.Classes is not null && _run.Miner is { } miner)
        {
            throw new ArgumentException($"Expected no miner beside class vectors, all of which a row is compared with, but got {miner.GetType().Name}.", nameof(encoder));
        }

        LabelBatches batches = new(_run, _options, encoder, data);
        return new TrainingLoop(_run, _options, new EncoderWork(_run, _options, encoder.Parameters, batches), hooks, _time).Run(cancellationToken);
    }
}
