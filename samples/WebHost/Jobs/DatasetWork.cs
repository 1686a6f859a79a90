using RuVector.Training;
using RuVector.Training.Adapters;
using RuVector.Training.Hosting;
using WebHost.Datasets;

namespace WebHost.Jobs;

/// <summary>Trains a query adapter on a data set, which is read when the job runs: jobs that wait hold no vectors.</summary>
internal sealed class DatasetWork(DatasetStore datasets, DatasetInfo info) : ITrainingJobWork
{
    /// <summary>Name of the file with the trained adapter in the folder of the job.</summary>
    public const string AdapterName = "adapter.safetensors";

    public TrainingRunContext Context => new() { SampleCount = HeldOutSplit.TrainingCount(info.Queries) };

    public TrainingJobResult Run(TrainingJobContext job, CancellationToken cancellationToken)
    {
        HeldOutSplit data = new(datasets.Read(info.Id));
        PairJob work = new(data.Training, run => DualEncoder.ForQueries(AdapterFactory.Create(run.Settings<AdapterOptions>(), data.Training.QueryDimension, run.Context.Seed!.Value)))
        {
            Evaluate = encoder => RetrievalFigures.Of(encoder.Query!, data.HeldOut),
            Save = static (encoder, job) => AdapterFile.Write(job.PathOf(AdapterName), encoder.Query!),
        };
        return work.Run(job, cancellationToken);
    }
}
