using System.Globalization;
using AdapterTraining.Display;
using RuVector.Training;
using RuVector.Training.Adapters;
using RuVector.Training.Checkpoints;
using RuVector.Training.Data;
using RuVector.Training.Evaluation;
using RuVector.Training.Files;
using RuVector.Training.Reports;
using RuVector.Training.Trainer;

namespace AdapterTraining.Tasks;

/// <summary>Trains a vector for every node of a graph, so that a node lies nearer to its ancestors than to any other node.</summary>
internal sealed class GraphTask(
    JobOptions job,
    ITrainingRunFactory runs,
    ITrainingFactory<TrainerOptions> settings,
    ITrainingFactory<GraphTrainerOptions> graphSettings,
    IRunDisplay display,
    TaskConsole console,
    Outcome outcome) : ITrainingTask
{
    private const string Metric = "MAP";

    public int Run(CancellationToken cancellationToken)
    {
        console.Say($"Reading {job.Data.FullName}");
        AncestorGraph graph = AncestorGraph.Load(job.Data.FullName);
        if (graph.Edges.IsEmpty)
        {
            throw new TrainingDataException(Path.Combine(job.Data.FullName, "edges.tsv"), "Expected at least one edge, but there is none.");
        }

        GraphDataset data = new(graph.Ancestors, graph.Edges);
        TrainerOptions options = settings.Create(job.Profile);
        GraphTrainerOptions graphOptions = graphSettings.Create(job.Profile);
        TrainingRun run = runs.Create(job, options.TotalSteps(data.PairCount));
        DataCheck[] checks = [new DataCheck("Graph", string.Create(CultureInfo.InvariantCulture, $"{data.NodeCount:#,0} nodes, {data.Edges.Length:#,0} edges, {data.PairCount:#,0} pairs of node and ancestor; no cycle"))];
        console.Show(checks);

        EmbeddingTable table = new(data.NodeCount, graphOptions.Dimension, graphOptions.InitialScale, run.Context.Seed!.Value);
        GraphResult before = GraphEvaluator.Evaluate(table.Rows, data.Ancestors);
        double energyBefore = GraphEvaluator.DirichletEnergy(table.Rows, data.Edges);
        console.Say(string.Create(CultureInfo.InvariantCulture, $"Untrained: MAP {before.MeanAveragePrecision:0.0000}, mean rank {before.MeanRank:0.0}"));

        using RunLog log = outcome.OpenLog();
        using CheckpointStore? checkpoints = outcome.OpenCheckpoints(options);
        TrainingSummary summary = display.Show(
            Metric,
            run.Context.TotalSteps!.Value,
            progress => new GraphTrainer(run, options, graphOptions).Train(
                table,
                data,
                new TrainingHooks { Evaluate = () => [new(Metric, GraphEvaluator.Evaluate(table.Rows, data.Ancestors).MeanAveragePrecision)], Progress = log.Tee(progress), Checkpoints = checkpoints },
                cancellationToken));
        GraphResult after = GraphEvaluator.Evaluate(table.Rows, data.Ancestors);
        TrainingReport report = new()
        {
            Title = "Embed the nodes of a graph",
            Summary = string.Create(
                CultureInfo.InvariantCulture, $"{summary.Steps} steps moved MAP of the reconstruction from {before.MeanAveragePrecision:0.0000} to {after.MeanAveragePrecision:0.0000}."),
            IsBetter = after.MeanAveragePrecision > before.MeanAveragePrecision,
            Metrics =
            [
                new MetricComparison("graph", "MAP", before.MeanAveragePrecision, after.MeanAveragePrecision),
                new MetricComparison("graph", "mean rank", before.MeanRank, after.MeanRank, HigherIsBetter: false),
                new MetricComparison("graph", "Dirichlet energy", energyBefore, GraphEvaluator.DirichletEnergy(table.Rows, data.Edges), HigherIsBetter: false),
            ],
            Curves = log.CurvesOf(Metric),
            DataChecks = checks,
        };
        return outcome.Finish(report, run, summary, () => WriteModel(table));
    }

    private List<string> WriteModel(EmbeddingTable table)
    {
        List<string> files = [outcome.PathOf("embeddings.npy")];
        NpyFile.Write(files[0], table.Rows);
        if (job.Export is { } export)
        {
            files.Add(Path.Combine(export.FullName, "embeddings.npy"));
            NpyFile.Write(files[^1], table.Rows);
        }

        return files;
    }
}
