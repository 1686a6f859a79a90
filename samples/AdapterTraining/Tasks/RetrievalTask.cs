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

/// <summary>Trains a query adapter that finds the word for a definition.</summary>
internal sealed class RetrievalTask(
    JobOptions job, ITrainingRunFactory runs, ITrainingFactory<TrainerOptions> settings, IRunDisplay display, TaskConsole console, Outcome outcome) : ITrainingTask
{
    private const string Metric = "Validation MRR";

    public int Run(CancellationToken cancellationToken)
    {
        console.Say($"Reading {job.Data.FullName}");
        ReverseDictionary data = ReverseDictionary.Load(job.Data.FullName);
        RetrievalQueries? own = job.Queries is null ? null : data.ReadQueries(job.Queries.FullName);
        PairDataset pairs = data.ToPairs();
        TrainerOptions options = settings.Create(job.Profile);
        TrainingRun run = runs.Create(job, options.TotalSteps(pairs.QueryCount));
        List<DataCheck> checks = [.. RetrievalChecks.Before(data)];
        console.Show(checks);

        IEmbeddingModel adapter = AdapterFactory.Create(run.Settings<AdapterOptions>(), pairs.QueryDimension, run.Context.Seed!.Value);
        SplitFigures valid = new("valid", Evaluate(adapter, data.Valid, data));
        SplitFigures test = new("test", Evaluate(adapter, data.Test, data));
        console.Say(string.Create(CultureInfo.InvariantCulture, $"Untrained: valid MRR {valid.Before.MeanReciprocalRank:0.0000}, test MRR {test.Before.MeanReciprocalRank:0.0000}"));

        (SimilarityResult Similarity, EmbeddingHealth Health) before = Look(adapter, data);
        using RunLog log = outcome.OpenLog();
        using CheckpointStore? checkpoints = outcome.OpenCheckpoints(options);
        TrainingSummary summary = display.Show(
            Metric,
            run.Context.TotalSteps!.Value,
            progress => new PairTrainer(run, options).Train(
                DualEncoder.ForQueries(adapter),
                pairs,
                new TrainingHooks { Evaluate = () => [new("MRR", Evaluate(adapter, data.Valid, data).MeanReciprocalRank)], Progress = log.Tee(progress), Checkpoints = checkpoints },
                cancellationToken));
        valid.After = Evaluate(adapter, data.Valid, data);
        test.After = Evaluate(adapter, data.Test, data);
        checks.AddRange(RetrievalChecks.After(summary, options));
        console.Show(checks[^2..]);

        (SimilarityResult Similarity, EmbeddingHealth Health) after = Look(adapter, data);
        GainInterval gain = PairedBootstrap.Compare(test.Before.Ranks.AsSpan(), test.After.Ranks.AsSpan(), run.Context.Seed!.Value);
        bool isBetter = valid.After.MeanReciprocalRank > valid.Before.MeanReciprocalRank;
        TrainingReport report = new()
        {
            Title = "Find the word for a definition",
            Summary = string.Create(
                CultureInfo.InvariantCulture, $"A query adapter ({run.Settings<AdapterOptions>().Type}) moved test MRR from {test.Before.MeanReciprocalRank:0.0000} to {test.After.MeanReciprocalRank:0.0000} in {summary.Steps} steps."),
            IsBetter = isBetter,
            Metrics = [.. test.Compare(), .. valid.Compare()],
            Gain = gain,
            Curves = log.CurvesOf(Metric),
            Similarities = [new("test", before.Similarity, after.Similarity)],
            Health = [new("test queries", before.Health, after.Health)],
            DataChecks = checks,
            Examples = isBetter ? RetrievalExamples.Of(data, adapter, test) : [],
        };
        return outcome.Finish(report, run, summary, () => WriteModel(adapter, data, own, run));
    }

    private static RetrievalResult Evaluate(IEmbeddingModel adapter, RetrievalQueries queries, ReverseDictionary data) =>
        RetrievalEvaluator.Evaluate(AdaptedQueries.Of(adapter, queries.Vectors), data.Documents, queries.Gold, queries.Ignored);

    private static (SimilarityResult Similarity, EmbeddingHealth Health) Look(IEmbeddingModel adapter, ReverseDictionary data)
    {
        float[,] queries = AdaptedQueries.Of(adapter, data.Test.Vectors);
        return (SimilarityEvaluator.Evaluate(queries, data.Documents, data.Test.Gold, data.Test.Ignored), HealthEvaluator.Evaluate(queries));
    }

    private List<string> WriteModel(IEmbeddingModel adapter, ReverseDictionary data, RetrievalQueries? own, TrainingRun run)
    {
        List<string> files = [outcome.PathOf("adapter.safetensors")];
        AdapterExport.Write(files[0], adapter, data.Pooling, job.Data, run);
        if (job.Export is { } export)
        {
            files.Add(Path.Combine(export.FullName, "documents.npy"));
            NpyFile.Write(files[^1], data.Documents);
            if (own is not null)
            {
                files.Add(Path.Combine(export.FullName, "queries.npy"));
                NpyFile.Write(files[^1], AdaptedQueries.Of(adapter, own.Vectors));
            }
        }

        return files;
    }
}
