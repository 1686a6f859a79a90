using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace RuVector.Training.DependencyInjection.Tests;

/// <summary>Hosts with settings in memory; keys are written without the name of the root section.</summary>
internal static class TestHost
{
    /// <summary>Settings that select both required parts.</summary>
    public static IReadOnlyList<(string Key, string? Value)> Valid => [("Loss:Type", "Margin"), ("Optimizer:Type", "Decay")];

    public static IHost Build(IEnumerable<(string Key, string? Value)> settings, Action<ITrainingBuilder>? register = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.Select(static s => KeyValuePair.Create($"RuVectorTraining:{s.Key}", s.Value)));
        (register ?? (static b => b.AddFakes()))(builder.Services.AddRuVectorTrainingCore(builder.Configuration));
        return builder.Build();
    }

    /// <summary>Starts a host and returns what it refuses to start for.</summary>
    public static IReadOnlyList<string> ProblemsOf(IEnumerable<(string Key, string? Value)> settings, Action<ITrainingBuilder>? register = null) => ProblemsOf(Build(settings, register));

    /// <inheritdoc cref="ProblemsOf(IEnumerable{ValueTuple{string, string}}, Action{ITrainingBuilder})"/>
    public static IReadOnlyList<string> ProblemsOf(IHost host)
    {
        using (host)
        {
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

    public static T Create<T>(this IHost host, string? profile = null) => host.Services.GetRequiredService<ITrainingFactory<T>>().Create(profile);

    public static TrainingRun CreateRun(this IHost host, string? profile = null, TrainingRunContext? context = null) =>
        host.Services.GetRequiredService<ITrainingRunFactory>().Create(profile, context);
}
