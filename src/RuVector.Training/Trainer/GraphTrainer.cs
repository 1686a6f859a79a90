using RuVector.Training.Adapters;

namespace RuVector.Training.Trainer;

/// <summary>Trains an embedding table on a graph: (node, ancestor) pairs, mined nodes that are no ancestors, sparse updates, and smoothness over the direct edges.</summary>
/// <remarks>The same run settings, seed, data and machine give the same table to the bit. Not thread safe: one trainer is one run.</remarks>
public sealed class GraphTrainer
{
    private readonly TrainingRun _run;
    private readonly TrainerOptions _options;
    private readonly GraphTrainerOptions _graphOptions;
    private readonly TimeProvider _time;

    /// <summary>Creates a trainer.</summary>
    /// <param name="run">The parts: loss, optimizer, schedules, curriculum, miner.</param>
    /// <param name="options">Steps, batch size, seed and the like.</param>
    /// <param name="graphOptions">Dimension and smoothness.</param>
    /// <param name="time">Clock for the elapsed time; the system's by default.</param>
    /// <exception cref="ArgumentException">The optimizer of the run cannot update single rows, no miner gives negatives, the loss cannot follow the schedule of the temperature, what it learns has no optimizer, gradients are to be accumulated, negatives to be mined only now and then, or a setting is one of other trainers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public GraphTrainer(TrainingRun run, TrainerOptions options, GraphTrainerOptions graphOptions, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        TrainerGuard.Check(options);
        TrainerGuard.Check(graphOptions);
        if (run.Optimizer is not ISparseOptimizer)
        {
            throw new ArgumentException($"Expected an optimizer that can update single rows (ISparseOptimizer), but got {run.Optimizer.GetType().Name}.", nameof(run));
        }

        TrainerGuard.RequireNegatives(run, options, areGiven: false);
        TrainerGuard.CheckLoss(run);
        TrainerGuard.RefuseForeign(options, nameof(GraphTrainer));
        if (options.AccumulationSteps > 1)
        {
            throw new ArgumentException(
                $"Expected AccumulationSteps of 1, because every pair has negatives of its own and a larger BatchSize does the same, but got {options.AccumulationSteps}.", nameof(options));
        }

        TrainerGuard.RefuseRemining(options, "because negatives of a graph are mined at every step from the table as it is");
        (_run, _options, _graphOptions, _time) = (run, options, graphOptions, time ?? TimeProvider.System);
    }

    /// <summary>Trains a table.</summary>
    /// <param name="table">One row a node; updated in place.</param>
    /// <param name="data">The graph.</param>
    /// <param name="validate">Computes a metric; called after every <see cref="TrainerOptions.EvaluateEvery"/> steps and at the end.</param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancellationToken">Ends the run at once; the step under way is not taken.</param>
    /// <returns>Counts and times.</returns>
    /// <inheritdoc cref="Train(EmbeddingTable, GraphDataset, TrainingHooks, CancellationToken)" path="/exception"/>
    public TrainingSummary Train(
        EmbeddingTable table, GraphDataset data, Func<double>? validate = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Train(table, data, TrainingHooks.Of(validate, progress), cancellationToken);

    /// <summary>Trains a table.</summary>
    /// <param name="table">One row a node; updated in place.</param>
    /// <param name="data">The graph.</param>
    /// <param name="hooks">Who evaluates, who watches.</param>
    /// <param name="cancellationToken">Ends the run at once; the step under way is not taken.</param>
    /// <returns>Counts and times.</returns>
    /// <exception cref="ArgumentException">The table does not fit the data, the graph has no pair, there is no evaluation for what follows a metric, or a group of parameters fits none of what the loss
    /// learns (the table as a whole has the settings of the optimizer).</exception>
    /// <exception cref="InvalidOperationException">The evaluation gives no metric, or none of the name that is looked at.</exception>
    /// <exception cref="TrainingFailedException">Too many steps in a row had unusable gradients.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled; the table is that of the last whole step.</exception>
    public TrainingSummary Train(EmbeddingTable table, GraphDataset data, TrainingHooks hooks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(hooks);
        TrainerGuard.RequireEvaluation(_run, _options, hooks);
        if (table.Count != data.NodeCount || data.PairCount == 0)
        {
            throw new ArgumentException($"Expected a table with a row for each of the {data.NodeCount} nodes of a graph with edges, but got {table.Count} rows and {data.PairCount} pairs.", nameof(table));
        }

        return new TrainingLoop(_run, _options, new GraphWork(_run, _options, _graphOptions, table, data), hooks, _time).Run(cancellationToken);
    }
}
