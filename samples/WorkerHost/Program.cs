using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RuVector.Training;
using WorkerHost;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Services.AddRuVectorTraining(builder.Configuration);
builder.Services.AddHostedService<AdapterWorker>();
Environment.ExitCode = 1; // until the adapter is written
try
{
    await builder.Build().RunAsync();
}
catch (OptionsValidationException e)
{
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, e.Failures));
}
