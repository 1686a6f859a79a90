using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RuVector.Training.Adapters;
using RuVector.Training.Runs;
using RuVector.Training.Trainer;

namespace RuVector.Training.Hosting.Tests;

/// <summary>A started host with the service in it, on a folder of the test.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    /// <summary>Short runs on toy data with everything that depends on the step.</summary>
    private static readonly (string Key, string? Value)[] _defaults =
    [
        ("Loss:Type", "InfoNce"), ("Optimizer:Type", "AdamW"), ("Optimizer:AdamW:LearningRate", "0.02"), ("Scheduler:Type", "Cosine"), ("Miner:Type", "SemiHard"), ("Miner:SemiHard:Margin", "2"),
        ("Trainer:Steps", "24"), ("Trainer:BatchSize", "16"), ("Trainer:MiningPoolSize", "40"), ("Trainer:NegativesPerAnchor", "3"), ("Trainer:EvaluateEvery", "5"), ("Trainer:CheckpointEvery", "6"),
    ];

    private TestHost(IHost host, ReloadableSettings settings, RecordedLog log) => (Host, Settings, Log) = (host, settings, log);

    public static PairDataset Data { get; } = SyntheticPairs.Create(queries: 96, documents: 40);

    public IHost Host { get; }

    public ReloadableSettings Settings { get; }

    public RecordedLog Log { get; }

    public ITrainingService Jobs => Host.Services.GetRequiredService<ITrainingService>();

    public ITrainingRunFactory Runs => Host.Services.GetRequiredService<ITrainingRunFactory>();

    /// <summary>Builds a host that has not started.</summary>
    public static TestHost Build(string folder, TimeProvider? time = null, Action<IServiceCollection>? register = null, params (string Key, string? Value)[] settings)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        ReloadableSettings source = new();
        ((IConfigurationBuilder)builder.Configuration).Add(source);
        RecordedLog log = new();
        builder.Logging.AddProvider(log);
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        builder.Services.AddRuVectorTrainingService(builder.Configuration);
        register?.Invoke(builder.Services); // a service of a test is stopped before ours
        foreach ((string key, string? value) in _defaults.Append(("Jobs:Folder", folder)).Concat(settings))
        {
            source.Replace(key, value);
        }

        return new TestHost(builder.Build(), source, log);
    }

    public static async Task<TestHost> StartAsync(string folder, TimeProvider? time = null, params (string Key, string? Value)[] settings)
    {
        TestHost host = Build(folder, time, register: null, settings);
        await host.Host.StartAsync();
        return host;
    }

    /// <summary>A job on toy data; its trained parameters go to <paramref name="trained"/>.</summary>
    public static PairJob Pairs(Action<string, float[]>? trained = null, IProgress<TrainingProgress>? alsoTold = null) =>
        new(Data, run => Encoder())
        {
            Evaluate = encoder =>
            {
                double metric = SyntheticPairs.MeanReciprocalRank(encoder.Query!, Data);
                alsoTold?.Report(GatedWork.Step(1, 1, new TrainingMetric("MRR", metric)));
                return [new TrainingMetric("MRR", metric)];
            },
            Save = (encoder, job) => trained?.Invoke(job.Id, encoder.Parameters.Values.ToArray()),
        };

    public static DualEncoder Encoder() => DualEncoder.ForQueries(new LinearAdapter(SyntheticPairs.Dimension));

    /// <summary>The parameters of a run alone, without a service.</summary>
    public float[] Solo(IReadOnlyDictionary<string, string> overrides)
    {
        TrainingRun run = Runs.Create(null, overrides);
        DualEncoder encoder = Encoder();
        new PairTrainer(run, run.Settings<TrainerOptions>()).Train(
            encoder, Data, new TrainingHooks { Evaluate = () => [new TrainingMetric("MRR", SyntheticPairs.MeanReciprocalRank(encoder.Query!, Data))] });
        return encoder.Parameters.Values.ToArray();
    }

    public TrainingJob Submit(ITrainingJobWork work, string? id = null, params (string Key, string Value)[] overrides) =>
        Jobs.Submit(new TrainingJobRequest { Work = work, Id = id, Overrides = overrides.ToDictionary(static o => o.Key, static o => o.Value) });

    public async ValueTask DisposeAsync()
    {
        await Host.StopAsync();
        await ((IAsyncDisposable)Host).DisposeAsync();
    }
}
