using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RuVector.Training;
using RuVector.Training.Adapters;
using RuVector.Training.Checkpoints;
using RuVector.Training.Trainer;
using Samples;

namespace WorkerHost;

/// <summary>Trains an adapter, writes it, and stops the host. A stop before that saves the run, and the next start goes on from there.</summary>
internal sealed partial class AdapterWorker(ITrainingRunFactory runs, IConfiguration configuration, IHostApplicationLifetime host, ILogger<AdapterWorker> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string folder = configuration["Worker:Folder"] ?? "run";
        TrainingRun run = runs.Create();
        LogParts(string.Join(", ", run.Selected.Select(static part => $"{part.Key} {part.Value}").Order(StringComparer.Ordinal)));

        PairDataset pairs = ToyPairs.Create();
        IEmbeddingModel adapter = AdapterFactory.Create(run.Settings<AdapterOptions>(), pairs.QueryDimension);
        using CheckpointStore checkpoints = new(Path.Combine(folder, "checkpoints"));
        TrainingHooks hooks = new() { Evaluate = () => [new("MRR", ToyPairs.MeanReciprocalRank(adapter, pairs))], Checkpoints = checkpoints, Logger = logger };
        new PairTrainer(run, run.Settings<TrainerOptions>()).Train(DualEncoder.ForQueries(adapter), pairs, hooks, stoppingToken);

        AdapterFile.Write(Path.Combine(folder, "adapter.safetensors"), adapter);
        Environment.ExitCode = 0;
        host.StopApplication();
        return Task.CompletedTask;
    }

    [LoggerMessage(1, LogLevel.Information, "Training with {Parts}")]
    private partial void LogParts(string parts);
}
