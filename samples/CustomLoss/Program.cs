using System.Globalization;
using CustomLoss;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RuVector.Training;
using RuVector.Training.Adapters;
using RuVector.Training.Trainer;
using Samples;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Services.AddRuVectorTraining(builder.Configuration).AddSquaredGap();
using IHost host = builder.Build();
try
{
    TrainingRun run = host.Services.GetRequiredService<ITrainingRunFactory>().Create();
    PairDataset pairs = ToyPairs.Create();
    IEmbeddingModel adapter = AdapterFactory.Create(run.Settings<AdapterOptions>(), pairs.QueryDimension);
    double before = ToyPairs.MeanReciprocalRank(adapter, pairs);
    new PairTrainer(run, run.Settings<TrainerOptions>()).Train(adapter, pairs);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Loss.GetType().Name}: MRR {before:0.000} before, {ToyPairs.MeanReciprocalRank(adapter, pairs):0.000} after"));
    return 0;
}
catch (OptionsValidationException e)
{
    Console.Error.WriteLine(string.Join(Environment.NewLine, e.Failures));
    return 1;
}
