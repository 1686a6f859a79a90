using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RuVector.Training.Hosting;

namespace RuVector.Training;

/// <summary>Registers the service that runs training jobs.</summary>
public static class TrainingServiceBuilderExtensions
{
    /// <summary>Registers everything that trains embeddings (<c>AddRuVectorTraining</c>), and <see cref="ITrainingService"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">Configuration that holds the section <c>RuVectorTraining</c>; <see langword="null"/> for settings in code only.</param>
    /// <returns>A builder, to configure components in code or to register more of them.</returns>
    /// <exception cref="InvalidOperationException">The services already read from another configuration.</exception>
    public static ITrainingBuilder AddRuVectorTrainingService(this IServiceCollection services, IConfiguration? configuration = null) =>
        services.AddRuVectorTraining(configuration).AddTrainingService();

    /// <summary>Registers <see cref="ITrainingService"/>, which runs jobs while the host runs, with its health checks and the section <c>Jobs</c> (<see cref="TrainingServiceOptions"/>).</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    public static ITrainingBuilder AddTrainingService(this ITrainingBuilder builder, Action<TrainingServiceOptions>? configure = null)
    {
        builder.AddTrainers().AddSettings<TrainingServiceOptions, TrainingServiceOptionsValidator>(
            "Jobs", static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true), configure, isOfHost: true);
        IServiceCollection services = builder.Services;
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TrainingServiceOptions>, TrainingServiceTimesValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TrainingService>();
        services.TryAddSingleton<ITrainingService>(static provider => provider.GetRequiredService<TrainingService>());
        services.TryAddSingleton(static provider => new TrainingLiveHealthCheck(provider.GetRequiredService<TrainingService>()));
        services.TryAddSingleton(static provider => new TrainingReadyHealthCheck(provider.GetRequiredService<TrainingService>()));
        services.AddHostedService(static provider => provider.GetRequiredService<TrainingService>());
        return builder;
    }
}
