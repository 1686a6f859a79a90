using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Tests.Hosts;

/// <summary>Whole hosts with everything registered and settings in memory; keys are written without the name of the root section.</summary>
internal static class TrainingHost
{
    public static IHost Build(IEnumerable<(string Key, string Value)> settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        foreach ((string key, string value) in settings)
        {
            builder.Configuration[$"RuVectorTraining:{key}"] = value;
        }

        builder.Services.AddRuVectorTraining(builder.Configuration);
        return builder.Build();
    }

    /// <summary>Starts a host and makes a run.</summary>
    public static TrainingRun StartRun(IEnumerable<(string Key, string Value)> settings)
    {
        using IHost host = Build(settings);
        host.Start();
        return host.Services.GetRequiredService<ITrainingRunFactory>().Create();
    }

    /// <summary>Starts a host and gets what it refuses to start for; nothing when it starts.</summary>
    public static IReadOnlyList<string> ProblemsOf(IEnumerable<(string Key, string Value)> settings)
    {
        using IHost host = Build(settings);
        try
        {
            host.Start();
            return [];
        }
        catch (OptionsValidationException e)
        {
            return [.. e.Failures];
        }
    }
}
