using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace RuVector.Training.Losses.Tests;

/// <summary>Losses as a host resolves them.</summary>
internal static class LossHost
{
    /// <summary>The loss of a name, with settings by their keys below <c>RuVectorTraining:Loss</c>.</summary>
    public static ILoss Create(string name, params (string Key, string Value)[] settings) => Factory(static builder => builder.AddLosses(), [("Type", name), .. settings]).Create();

    /// <summary>The factory over what a test registers.</summary>
    public static ITrainingFactory<ILoss> Factory(Action<ITrainingBuilder> register, params (string Key, string Value)[] settings) => Factory(
        register,
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(static s => KeyValuePair.Create<string, string?>($"RuVectorTraining:Loss:{s.Key}", s.Value))).Build());

    /// <summary>The factory over a whole configuration.</summary>
    public static ITrainingFactory<ILoss> Factory(Action<ITrainingBuilder> register, IConfiguration configuration)
    {
        ServiceCollection services = new();
        register(services.AddRuVectorTrainingCore(configuration));
        return services.BuildServiceProvider().GetRequiredService<ITrainingFactory<ILoss>>();
    }
}
