using System.Globalization;
using RuVector.Training.Adapters;
using RuVector.Training.Optimizers;

namespace RuVector.Training.Trainer;

/// <summary>Trains an embedding table: only the rows of a batch are updated, then the ends of some edges are pulled together.</summary>
internal sealed class GraphWork : ITrainingWork
{
    private readonly TrainingRun _run;
    private readonly TrainerOptions _options;
    private readonly EmbeddingTable _table;
    private readonly GraphBatchBuilder _batches;
    private readonly EdgeSmoother? _smoother;
    private readonly MatrixBuffer _gradients;

    public GraphWork(TrainingRun run, TrainerOptions options, GraphTrainerOptions graphOptions, EmbeddingTable table, GraphDataset data)
    {
        ulong seed = run.Context.Seed ?? options.Seed;
        (_run, _options, _table, SampleCount) = (run, options, table, data.PairCount);
        _batches = new GraphBatchBuilder(data, options.BatchSize, table.Dimension, seed);
        _smoother = graphOptions.LaplacianWeight > 0 ? new EdgeSmoother(data, graphOptions.LaplacianWeight, graphOptions.EdgesPerStep, table.Dimension, seed) : null;
        _gradients = new MatrixBuffer(table.Dimension);
        DataFingerprint = string.Create(CultureInfo.InvariantCulture, $"{data.Fingerprint}, edges {graphOptions.EdgesPerStep} of weight {graphOptions.LaplacianWeight}");
    }

    public ParameterSet Parameters => _table.Parameters;

    public bool HasGroups => false;

    public int SampleCount { get; }

    public int BatchSize => _batches.Rows;

    public string DataFingerprint { get; }

    public StepResult TakeStep(StepSettings settings, StepDriver driver, CancellationToken cancellationToken)
    {
        PairRelations relations = _batches.Load(_table, _run.Miner, settings);
        driver.CountMined(_batches.Mined.TotalCount, _batches.Mined.TotalCount + _batches.Mined.TotalShortage);
        cancellationToken.ThrowIfCancellationRequested();
        MatrixSpan all = _gradients.View(_batches.TouchedRows.Length);
        LossOutputs outputs = new()
        {
            AnchorGradients = all.SliceRows(0, _batches.Rows),
            CandidateGradients = all.SliceRows(_batches.Rows, all.Rows - _batches.Rows),
        };
        LossResult result = _run.Loss.Evaluate(new ContrastiveBatch(_batches.Anchors, _batches.Candidates, relations), outputs);
        driver.Count(result);
        cancellationToken.ThrowIfCancellationRequested();
        double norm = driver.CountStep(result.Terms > 0 ? 1 : 0) ? Update(all, settings, driver) : 0;
        _smoother?.Step(_table, settings.LearningRate, settings.Step);
        return new StepResult(result.Value, norm);
    }

    private double Update(MatrixSpan gradients, StepSettings settings, StepDriver driver)
    {
        double norm = GradientClipping.ByGlobalNorm(gradients.Values, _options.MaxGradientNorm ?? float.PositiveInfinity);
        ISparseOptimizer optimizer = (ISparseOptimizer)_run.Optimizer;
        driver.Finish(settings, Parameters, driver.MayUpdate() ? optimizer.StepRows(_table.Rows, _batches.TouchedRows, gradients) : null);
        return norm;
    }
}
