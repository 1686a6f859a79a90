using RuVector.Training.Adapters;
using RuVector.Training.Checkpoints;
using RuVector.Training.Data;
using RuVector.Training.Trainer;

namespace RuVector.Training.Runs;

/// <summary>A small run that is always the same, to be interrupted and resumed.</summary>
public abstract class Scenario(string name)
{
    public const int Steps = 40;

    public string Name => name;

    /// <summary>Gets a value indicating whether a higher metric is better.</summary>
    public bool HigherIsBetter { get; init; } = true;

    /// <summary>Opens the folder that the scenario is saved in.</summary>
    public CheckpointStore Open(string folder) => new(folder, new CheckpointStoreOptions { HigherIsBetter = HigherIsBetter });

    /// <summary>Runs to the end, or goes on where the last process in the folder ended.</summary>
    public TrainingSummary Execute(CheckpointStore? store, int threads, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Execute(new TrainingHooks { Checkpoints = store, Progress = progress, Evaluate = Evaluation() }, threads, cancellationToken);

    public override string ToString() => name;

    protected abstract TrainingSummary Execute(TrainingHooks hooks, int threads, CancellationToken cancellationToken);

    /// <summary>A metric that depends on nothing but how often it was computed would be lost by an interruption; this one depends on the model.</summary>
    protected abstract Func<IReadOnlyList<TrainingMetric>> Evaluation();
}

/// <summary>A run on pairs.</summary>
public sealed class PairScenario(string name, Func<TrainingRun> run, Func<DualEncoder>? encoder = null, Action<TrainerOptions>? configure = null) : Scenario(name)
{
    private static readonly PairDataset _data = SyntheticPairs.Create(queries: 150, documents: 60);

    private DualEncoder? _trained;

    protected override TrainingSummary Execute(TrainingHooks hooks, int threads, CancellationToken cancellationToken)
    {
        TrainerOptions options = new()
        {
            Steps = Steps,
            BatchSize = 16,
            MiningPoolSize = 40,
            NegativesPerAnchor = 3,
            EvaluateEvery = 7,
            CheckpointEvery = 3,
            MaxGradientNorm = 5,
            MaxDegreeOfParallelism = threads,
        };
        configure?.Invoke(options);
        _trained = encoder?.Invoke() ?? DualEncoder.ForQueries(new LinearAdapter(SyntheticPairs.Dimension));
        return new PairTrainer(run(), options).Train(_trained, _data, hooks, cancellationToken);
    }

    protected override Func<IReadOnlyList<TrainingMetric>> Evaluation() => () => [new TrainingMetric("norm", _trained!.Parameters.Values.ToArray().Sum(static value => (double)value * value))];
}

/// <summary>A run on labelled rows.</summary>
public sealed class LabelScenario(string name, Func<TrainingRun> run, bool classes, Action<TrainerOptions> configure) : Scenario(name)
{
    private static readonly LabelledDataset _data = SyntheticLabels.Create();

    private LabelEncoder? _trained;

    protected override TrainingSummary Execute(TrainingHooks hooks, int threads, CancellationToken cancellationToken)
    {
        TrainerOptions options = new() { Steps = Steps, BatchSize = 16, NegativesPerAnchor = 3, EvaluateEvery = 7, CheckpointEvery = 3, MaxDegreeOfParallelism = threads };
        configure(options);
        LinearAdapter model = new(SyntheticLabels.Dimension);
        _trained = classes ? LabelEncoder.WithClasses(model, _data.ClassCount, seed: 3) : LabelEncoder.Of(model);
        return new LabelTrainer(run(), options).Train(_trained, _data, hooks, cancellationToken);
    }

    protected override Func<IReadOnlyList<TrainingMetric>> Evaluation() => () => [new TrainingMetric("norm", _trained!.Parameters.Values.ToArray().Sum(static value => (double)value * value))];
}

/// <summary>A run on a graph: a table with sparse updates.</summary>
public sealed class GraphScenario(string name, Func<TrainingRun> run) : Scenario(name)
{
    private static readonly GraphDataset _chain = Chain(30);

    private EmbeddingTable? _trained;

    protected override TrainingSummary Execute(TrainingHooks hooks, int threads, CancellationToken cancellationToken)
    {
        TrainerOptions options = new() { Steps = Steps, BatchSize = 16, NegativesPerAnchor = 3, EvaluateEvery = 7, CheckpointEvery = 3, MaxDegreeOfParallelism = threads };
        _trained = new EmbeddingTable(_chain.NodeCount, 6, 0.1f, seed: 5);
        return new GraphTrainer(run(), options, new GraphTrainerOptions { EdgesPerStep = 8 }).Train(_trained, _chain, hooks, cancellationToken);
    }

    protected override Func<IReadOnlyList<TrainingMetric>> Evaluation() => () => [new TrainingMetric("norm", _trained!.Parameters.Values.ToArray().Sum(static value => (double)value * value))];

    private static GraphDataset Chain(int nodes)
    {
        IndexLists ancestors = IndexLists.FromRows([.. Enumerable.Range(0, nodes).Select(static node => Enumerable.Range(0, node).ToArray())]);
        return new GraphDataset(ancestors, Enumerable.Range(1, nodes - 1).Select(static node => new Edge(node, node - 1)));
    }
}
