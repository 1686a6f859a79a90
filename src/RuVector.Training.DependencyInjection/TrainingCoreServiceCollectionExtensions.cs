using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace RuVector.Training;

/// <summary>Registers the core of the training services.</summary>
public static class TrainingCoreServiceCollectionExtensions
{
    /// <summary>Registers the registry, the factories and the checks at the start of the host, without any component.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">Configuration that holds the section <c>RuVectorTraining</c>; <see langword="null"/> for settings in code only.</param>
    /// <returns>A builder, to register components with.</returns>
    /// <remarks>
    /// <para>A second call returns a builder of the same registry.</para>
    /// <para>At the start of the host all profiles are checked, and all problems are reported at once in an <see cref="OptionsValidationException"/>. Each run checks its profile again, so a later reload is checked too.</para>
    /// </remarks>
    /// <exception cref="InvalidOperationException">The services already read from another configuration.</exception>
    public static ITrainingBuilder AddRuVectorTrainingCore(this IServiceCollection services, IConfiguration? configuration = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ComponentRegistry? registry = ComponentRegistry.Find(services);
        if (registry is null)
        {
            registry = new ComponentRegistry();
            services.AddSingleton(registry);
            services.AddOptions<TrainingProfileOptions>().ValidateOnStart();
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TrainingProfileOptions>, TrainingProfileOptionsValidator>());
            services.TryAddSingleton<RunPlanner>();
            services.TryAddSingleton<ITrainingRunFactory, TrainingRunFactory>();
            AddFactory<ILoss>(services, TrainingSlots.Loss);
            AddFactory<IOptimizer>(services, TrainingSlots.Optimizer);
            AddFactory<IScheduler>(services, TrainingSlots.Scheduler);
            AddFactory<IMetricScheduler>(services, TrainingSlots.MetricScheduler);
            AddFactory<IScheduler>(services, TrainingSlots.Temperature);
            AddFactory<IScheduler<CurriculumStage>>(services, TrainingSlots.Curriculum);
            AddFactory<INegativeMiner>(services, TrainingSlots.Miner);
        }

        registry.ReadFrom(configuration);
        return new TrainingBuilder(services);
    }

    private static void AddFactory<T>(IServiceCollection services, string slot)
        where T : class
    {
        services.TryAddSingleton<ITrainingFactory<T>>(provider => new TrainingFactory<T>(provider.GetRequiredService<RunPlanner>(), slot));
        services.TryAddKeyedSingleton<ITrainingFactory<T>>(slot, (provider, _) => new TrainingFactory<T>(provider.GetRequiredService<RunPlanner>(), slot));
    }

    private sealed class TrainingBuilder(IServiceCollection services) : ITrainingBuilder
    {
        public IServiceCollection Services => services;
    }
}
