using RuVector.Training.Adapters;
using RuVector.Training.Numerics;
using RuVector.Training.Optimizers;

namespace RuVector.Training.Trainer;

/// <summary>Trains a query adapter on pairs: batches, mining, schedules, loss, clipping, optimizer.</summary>
/// <remarks>
/// <para>Documents stay as they are, so an index built over them stays valid. In every batch, and in the pool that negatives are mined from, the known answers of a query are never its negatives.</para>
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
    /// <exception cref="ArgumentException">Neither the batch nor a miner gives negatives, the loss cannot follow the schedule of the temperature, or what it learns has no optimizer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public PairTrainer(TrainingRun run, TrainerOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        TrainerGuard.Check(options);
        TrainerGuard.RequireNegatives(run, options, options.InBatchNegatives);
        TrainerGuard.CheckLoss(run);
        (_run, _options, _time) = (run, options, time ?? TimeProvider.System);
    }

    /// <summary>Trains a model.</summary>
    /// <remarks>With an optimizer that averages (<see cref="IHasEvaluationView"/>) the validation sees the average, and the model holds it at the end of the run.</remarks>
    /// <param name="model">The query adapter; its parameters are updated in place.</param>
    /// <param name="data">Queries, documents and which belong together.</param>
    /// <param name="validate">Computes a validation metric; called after every <see cref="TrainerOptions.EvaluateEvery"/> steps and at the end.</param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancellationToken">Ends the run between two steps.</param>
    /// <returns>Counts and times.</returns>
    /// <exception cref="ArgumentException">The model's dimensions do not fit the data, there is no validation for a learning rate that follows it, or a group of parameters fits none.</exception>
    /// <exception cref="TrainingFailedException">Too many steps in a row had unusable gradients.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled; the parameters are those of the last whole step.</exception>
    public TrainingSummary Train(
        IEmbeddingModel model, PairDataset data, Func<double>? validate = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        TrainerGuard.RequireValidation(_run, validate);
        if (model.InputDimension != data.Dimension || model.OutputDimension != data.Dimension)
        {
            throw new ArgumentException(
                $"Expected a model from and to dimension {data.Dimension}, as the data has, but got one from {model.InputDimension} to {model.OutputDimension}.", nameof(model));
        }

        using IDisposable groups = ParameterGroupOptions.Apply(_options.ParameterGroups, model.Parameters, (_run.Loss as IParameterized)?.Parameters);
        PairBatchBuilder batches = new(data, _options, _run.Context.Seed ?? _options.Seed);
        using ComputeThreads.Limit limit = ComputeThreads.LimitThisThread(_options.MaxDegreeOfParallelism ?? int.MaxValue);
        StepDriver driver = new(_run, _options, data.QueryCount, batches.Rows * _options.AccumulationSteps, _time);
        EvaluationView view = new(_run.Optimizer, model.Parameters);
        MatrixBuffer embeddings = new(data.Dimension);
        MatrixBuffer gradients = new(data.Dimension);
        for (long step = 0; step < driver.TotalSteps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            StepSettings settings = driver.Begin(step);
            model.Parameters.ZeroGradients();
            double loss = 0;
            int learned = 0;
            for (int part = 0; part < _options.AccumulationSteps; part++)
            {
                LossResult result = Accumulate(model, batches, settings with { Batch = (step * _options.AccumulationSteps) + part }, driver, embeddings, gradients);
                (loss, learned) = result.Terms > 0 ? (loss + result.Value, learned + 1) : (loss, learned);
            }

            double norm = driver.CountStep(learned) ? Update(model, learned, settings, driver) : 0;
            double? validation = driver.Validate(step, validate, view);
            progress?.Report(driver.ToProgress(settings, loss / Math.Max(1, learned), norm, validation));
        }

        view.Keep();
        return driver.ToSummary();
    }

    /// <summary>Adds the gradients of one batch to those of the model and of what the loss learns.</summary>
    private LossResult Accumulate(IEmbeddingModel model, PairBatchBuilder batches, StepSettings settings, StepDriver driver, MatrixBuffer embeddings, MatrixBuffer gradients)
    {
        batches.Load(settings.Batch);
        MatrixSpan anchors = embeddings.View(batches.Rows);
        model.Forward(batches.Inputs, anchors);
        LossResult result = Evaluate(batches, anchors, settings, gradients.View(batches.Rows), driver);
        driver.Count(result);
        if (result.Terms > 0)
        {
            model.Backward(batches.Inputs, gradients.View(batches.Rows));
        }

        return result;
    }

    private LossResult Evaluate(PairBatchBuilder batches, ReadOnlyMatrixSpan anchors, StepSettings settings, MatrixSpan anchorGradients, StepDriver driver)
    {
        bool mine = _run.Miner is not null && settings.NegativesPerAnchor > 0;
        if (mine)
        {
            batches.Mine(_run.Miner!, anchors, settings);
            driver.Count(batches.Mined);
        }

        PairRelations relations = batches.Arrange(mine, out ReadOnlyMatrixSpan candidates);
        return _run.Loss.Evaluate(new ContrastiveBatch(anchors, candidates, relations), new LossOutputs { AnchorGradients = anchorGradients });
    }

    private double Update(IEmbeddingModel model, int batches, StepSettings settings, StepDriver driver)
    {
        driver.Average(model.Parameters, batches);
        double norm = GradientClipping.ByGlobalNorm(model.Parameters, _options.MaxGradientNorm ?? float.PositiveInfinity);
        driver.Finish(settings, model.Parameters, driver.MayUpdate() ? _run.Optimizer.Step(model.Parameters) : null);
        return norm;
    }
}
