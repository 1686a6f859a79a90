using RuVector.Training.Adapters;
using RuVector.Training.Numerics;
using RuVector.Training.Optimizers;

namespace RuVector.Training.Trainer;

/// <summary>Trains an embedding table on a graph: (node, ancestor) pairs, mined nodes that are no ancestors, sparse updates, and smoothness over the direct edges.</summary>
/// <remarks>The same run settings, seed, data and machine give the same table to the bit. Not thread safe: one trainer is one run.</remarks>
public sealed class GraphTrainer
{
    private readonly TrainingRun _run;
    private readonly ISparseOptimizer _optimizer;
    private readonly TrainerOptions _options;
    private readonly GraphTrainerOptions _graphOptions;
    private readonly TimeProvider _time;

    /// <summary>Creates a trainer.</summary>
    /// <param name="run">The parts: loss, optimizer, schedules, curriculum, miner.</param>
    /// <param name="options">Steps, batch size, seed and the like.</param>
    /// <param name="graphOptions">Dimension and smoothness.</param>
    /// <param name="time">Clock for the elapsed time; the system's by default.</param>
    /// <exception cref="ArgumentException">The optimizer of the run cannot update single rows, no miner gives negatives, the loss cannot follow the schedule of the temperature, what it learns has no optimizer, or gradients are to be accumulated.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public GraphTrainer(TrainingRun run, TrainerOptions options, GraphTrainerOptions graphOptions, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        TrainerGuard.Check(options);
        TrainerGuard.Check(graphOptions);
        _optimizer = run.Optimizer as ISparseOptimizer
            ?? throw new ArgumentException($"Expected an optimizer that can update single rows (ISparseOptimizer), but got {run.Optimizer.GetType().Name}.", nameof(run));
        TrainerGuard.RequireNegatives(run, options, inBatch: false);
        TrainerGuard.CheckLoss(run);
        if (options.AccumulationSteps > 1)
        {
            throw new ArgumentException(
                $"Expected AccumulationSteps of 1, because every pair has negatives of its own and a larger BatchSize does the same, but got {options.AccumulationSteps}.", nameof(options));
        }

        (_run, _options, _graphOptions, _time) = (run, options, graphOptions, time ?? TimeProvider.System);
    }

    /// <summary>Trains a table.</summary>
    /// <param name="table">One row a node; updated in place.</param>
    /// <param name="data">The graph.</param>
    /// <param name="validate">Computes a metric; called after every <see cref="TrainerOptions.EvaluateEvery"/> steps and at the end.</param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancellationToken">Ends the run between two steps.</param>
    /// <returns>Counts and times.</returns>
    /// <exception cref="ArgumentException">The table does not fit the data, the graph has no pair, there is no validation for a learning rate that follows it, or a group of parameters fits none of what the loss learns (the table as a whole has the settings of the optimizer).</exception>
    /// <exception cref="TrainingFailedException">Too many steps in a row had unusable gradients.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled; the table is that of the last whole step.</exception>
    public TrainingSummary Train(
        EmbeddingTable table, GraphDataset data, Func<double>? validate = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(data);
        TrainerGuard.RequireValidation(_run, validate);
        if (table.Count != data.NodeCount || data.PairCount == 0)
        {
            throw new ArgumentException($"Expected a table with a row for each of the {data.NodeCount} nodes of a graph with edges, but got {table.Count} rows and {data.PairCount} pairs.", nameof(table));
        }

        using IDisposable groups = ParameterGroupOptions.Apply(_options.ParameterGroups, (_run.Loss as IParameterized)?.Parameters);
        ulong seed = _run.Context.Seed ?? _options.Seed;
        GraphBatchBuilder batches = new(data, _options.BatchSize, table.Dimension, seed);
        EdgeSmoother smoother = new(data, _graphOptions.LaplacianWeight, _graphOptions.EdgesPerStep, table.Dimension, seed);
        using ComputeThreads.Limit limit = ComputeThreads.LimitThisThread(_options.MaxDegreeOfParallelism ?? int.MaxValue);
        StepDriver driver = new(_run, _options, data.PairCount, batches.Rows, _time);
        EvaluationView view = new(_optimizer, table.Parameters);
        MatrixBuffer gradients = new(table.Dimension);
        for (long step = 0; step < driver.TotalSteps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            StepSettings settings = driver.Begin(step);
            LossResult result = TakeStep(table, batches, gradients, settings, driver, out double norm);
            if (_graphOptions.LaplacianWeight > 0)
            {
                smoother.Step(table, settings.LearningRate, step);
            }

            double? validation = driver.Validate(step, validate, view);
            progress?.Report(driver.ToProgress(settings, result.Value, norm, validation));
        }

        view.Keep();
        return driver.ToSummary();
    }

    private LossResult TakeStep(EmbeddingTable table, GraphBatchBuilder batches, MatrixBuffer gradients, StepSettings settings, StepDriver driver, out double norm)
    {
        PairRelations relations = batches.Load(table, _run.Miner, settings);
        driver.Count(batches.Mined);
        MatrixSpan all = gradients.View(batches.TouchedRows.Length);
        LossOutputs outputs = new()
        {
            AnchorGradients = all.SliceRows(0, batches.Rows),
            CandidateGradients = all.SliceRows(batches.Rows, all.Rows - batches.Rows),
        };
        LossResult result = _run.Loss.Evaluate(new ContrastiveBatch(batches.Anchors, batches.Candidates, relations), outputs);
        driver.Count(result);
        norm = 0;
        if (driver.CountStep(result.Terms > 0 ? 1 : 0))
        {
            norm = GradientClipping.ByGlobalNorm(all.Values, _options.MaxGradientNorm ?? float.PositiveInfinity);
            driver.Finish(settings, table.Parameters, driver.MayUpdate() ? _optimizer.StepRows(table.Rows, batches.TouchedRows, all) : null);
        }

        return result;
    }
}
