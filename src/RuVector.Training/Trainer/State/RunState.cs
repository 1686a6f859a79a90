using System.Text.Json;
using RuVector.Training.Checkpoints;

namespace RuVector.Training.Trainer;

/// <summary>Makes a checkpoint of all that a run changes, and puts one back.</summary>
internal sealed class RunState(TrainingRun run, ITrainingWork work, StepDriver driver, Evaluations evaluations, Lazy<IReadOnlyDictionary<string, string>> identity)
{
    private const string RecordKey = "run";
    private const string Model = "model";
    private const string BestParameters = "best";
    private const string Loss = "loss";
    private const string ModelOptimizer = "optimizer";
    private const string LossOptimizer = "loss-optimizer";

    private readonly ParameterSet? _learned = (run.Loss as IParameterized)?.Parameters is { Segments.Length: > 0 } parameters ? parameters : null;

    /// <summary>Makes a checkpoint between two steps.</summary>
    /// <param name="steps">Steps done.</param>
    /// <param name="metric">The metric of an evaluation after the last of them; <see langword="null"/> without one, or when it is not finite.</param>
    public Checkpoint Capture(long steps, double? metric)
    {
        StateWriter writer = new();
        BestModel best = evaluations.Best;
        writer.Add(Model, work.Parameters);
        OptimizerRecord optimizer = writer.Add(ModelOptimizer, run.Optimizer.ExportState());
        OptimizerRecord? lossOptimizer = null;
        if (_learned is not null)
        {
            writer.Add(Loss, _learned);
            lossOptimizer = writer.Add(LossOptimizer, run.LossOptimizer!.ExportState());
        }

        if (best.Parameters.Length > 0)
        {
            writer.Add(BestParameters, best.Parameters);
        }

        Dictionary<string, long> numbers = [];
        work.Export(writer, numbers);
        RunRecord record = new()
        {
            Identity = identity.Value,
            Counts = driver.Counts,
            Optimizer = optimizer,
            LossOptimizer = lossOptimizer,
            MetricScheduler = run.MetricScheduler?.ExportState(),
            Best = new BestRecord(best.Metric, best.Step, best.Worse, best.Parameters.Length > 0),
            Work = numbers,
        };
        return new Checkpoint(steps, writer.Tensors, new Dictionary<string, string> { [RecordKey] = JsonSerializer.Serialize(record, RunRecordContext.Default.RunRecord) }, metric);
    }

    /// <summary>Puts the state of a checkpoint into a run that has not begun.</summary>
    /// <exception cref="CheckpointException">The checkpoint is that of another run, or lacks something; nothing is changed.</exception>
    public void Restore(Checkpoint checkpoint)
    {
        RunRecord record = ReadRecord(checkpoint);
        StateReader reader = new(checkpoint);
        float[] model = reader.Values(Model, work.Parameters);
        float[] learned = _learned is null ? [] : reader.Values(Loss, _learned);
        float[] best = record.Best is { HasParameters: true } ? reader.Singles(BestParameters, model.Length) : [];
        OptimizerState optimizer;
        OptimizerState? lossOptimizer;
        Action restoreWork;
        try
        {
            optimizer = reader.Optimizer(ModelOptimizer, record.Optimizer);
            lossOptimizer = record.LossOptimizer is null ? null : reader.Optimizer(LossOptimizer, record.LossOptimizer);
            restoreWork = work.Import(reader, record.Work);
        }
        catch (ArgumentException e)
        {
            throw Refusal(checkpoint, "the state of a training run", $"got one that contradicts itself: {e.Message}", e);
        }

        reader.RequireAllRead();
        Import(checkpoint, optimizer, lossOptimizer, record.MetricScheduler);

        // From here on nothing can fail.
        model.CopyTo(work.Parameters.Values);
        learned.CopyTo(_learned is null ? [] : _learned.Values);
        driver.Resume(record.Counts);
        (evaluations.Best.Metric, evaluations.Best.Step, evaluations.Best.Worse, evaluations.Best.Parameters) = (record.Best?.Metric, record.Best?.Step ?? 0, record.Best?.Worse ?? 0, best);
        restoreWork();
    }

    private RunRecord ReadRecord(Checkpoint checkpoint)
    {
        if (!checkpoint.Metadata.TryGetValue(RecordKey, out string? json))
        {
            throw Refusal(checkpoint, "the state of a training run", "got a checkpoint without one");
        }

        RunRecord record;
        try
        {
            record = JsonSerializer.Deserialize(json, RunRecordContext.Default.RunRecord) ?? throw Refusal(checkpoint, "the state of a training run", "got nothing");
        }
        catch (JsonException e)
        {
            throw Refusal(checkpoint, "the state of a training run", $"got one that cannot be read: {e.Message}", e);
        }

        string difference = RunIdentity.Difference(record.Identity, identity.Value);
        return difference.Length == 0 ? record : throw Refusal(checkpoint, "the same run", $"got another one: {difference}");
    }

    /// <summary>Imports what may be refused; what was imported before a refusal is put back.</summary>
    private void Import(Checkpoint checkpoint, OptimizerState optimizer, OptimizerState? lossOptimizer, MetricSchedulerState? metricScheduler)
    {
        OptimizerState before = run.Optimizer.ExportState();
        OptimizerState? lossBefore = lossOptimizer is null ? null : run.LossOptimizer!.ExportState();
        try
        {
            run.Optimizer.ImportState(optimizer);
            if (lossOptimizer is not null)
            {
                run.LossOptimizer!.ImportState(lossOptimizer);
            }

            if (metricScheduler is not null)
            {
                run.MetricScheduler!.ImportState(metricScheduler);
            }
        }
        catch (ArgumentException e)
        {
            run.Optimizer.ImportState(before);
            if (lossBefore is not null)
            {
                run.LossOptimizer!.ImportState(lossBefore);
            }

            throw Refusal(checkpoint, "a state that its parts take", $"one was refused: {e.Message}", e);
        }
    }

    private static CheckpointException Refusal(Checkpoint checkpoint, string expected, string actual, Exception? inner = null) => new(checkpoint.Source, CheckpointError.WrongRun, expected, actual, inner);
}
