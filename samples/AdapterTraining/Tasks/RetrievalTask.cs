using AdapterTraining.Display;
using RuVector.Training;
using RuVector.Training.Adapters;
using RuVector.Training.Data;
using RuVector.Training.Evaluation;
using RuVector.Training.Files;
using RuVector.Training.Numerics;
using RuVector.Training.Trainer;

namespace AdapterTraining.Tasks;

/// <summary>Trains a query adapter that finds the word for a definition, and reports what it gained.</summary>
internal sealed class RetrievalTask(JobOptions job, ITrainingRunFactory runs, ITrainingFactory<TrainerOptions> settings, IRunDisplay display, TaskConsole console) : ITrainingTask
{
    public int Run(CancellationToken cancellationToken)
    {
        ReverseDictionary data = ReverseDictionary.Load(job.Data.FullName);
        PairDataset pairs = data.TrainingPairs;
        console.ShowCounts(DataChecks.Of(data));
        TrainerOptions options = settings.Create(job.Profile);
        TrainingRun run = runs.Create(job.Profile, new TrainingRunContext { TotalSteps = job.Steps ?? options.TotalSteps(pairs.QueryCount) });
        LinearAdapter adapter = new(pairs.Dimension);
        Figures valid = new("valid", Evaluate(adapter, data.Valid, data));
        Figures test = new("test", Evaluate(adapter, data.Test, data));
        console.ShowStart(run, valid, test);

        RunLog log = new();
        TrainingSummary summary = display.Show(
            "valid MRR",
            run.Context.TotalSteps!.Value,
            progress => new PairTrainer(run, options).Train(
                adapter, pairs, () => Evaluate(adapter, data.Valid, data).MeanReciprocalRank, log.Tee(progress), cancellationToken));
        valid.After = Evaluate(adapter, data.Valid, data);
        test.After = Evaluate(adapter, data.Test, data);
        return 0;
    }

    private static RetrievalResult Evaluate(LinearAdapter adapter, RetrievalQueries queries, ReverseDictionary data)
    {
        float[,] adapted = new float[queries.Count, adapter.OutputDimension];
        adapter.Forward(queries.Vectors, adapted);
        return RetrievalEvaluator.Evaluate(adapted, data.Documents, queries.Gold, queries.Ignored);
    }
}
