using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RuVector.Training.Trainer;

namespace RuVector.Training;

/// <summary>Registers everything that trains embeddings.</summary>
public static class TrainingServiceCollectionExtensions
{
    /// <summary>Registers all losses, optimizers, schedules, curricula and miners, and the settings of adapters and trainers.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">Configuration that holds the section <c>RuVectorTraining</c>; <see langword="null"/> for settings in code only.</param>
    /// <returns>A builder, to configure components in code or to register more of them.</returns>
    /// <remarks>
    /// <para>What a run uses is a configuration value: <c>RuVectorTraining:Optimizer:Type</c> and its like for the other slots (<see cref="TrainingSlots"/>), checked when the host starts.</para>
    /// <para>Ask for an <see cref="ITrainingRunFactory"/> and give the run that it creates to a trainer: <see cref="PairTrainer"/>, <see cref="LabelTrainer"/>, <see cref="ScoredPairTrainer"/> or <see cref="GraphTrainer"/>.</para>
    /// </remarks>
    /// <exception cref="InvalidOperationException">The services already read from another configuration.</exception>
    public static ITrainingBuilder AddRuVectorTraining(this IServiceCollection services, IConfiguration? configuration = null) =>
        services.AddRuVectorTrainingCore(configuration)
            .AddLosses()
            .AddOptimizers()
            .AddCurriculum()
            .AddMining()
            .AddAdapters()
            .AddTrainers();

    /// <summary>Registers the sections <c>Trainer</c> and <c>Graph</c>, and tells all components the length and the seed of the run.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static ITrainingBuilder AddTrainers(this ITrainingBuilder builder) =>
        builder
            .AddSettings<TrainerOptions, TrainerOptionsValidator>(
                "Trainer",
                static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
                context: static (context, options) =>
                {
                    long? steps = context.TotalSteps ?? (options.Epochs is null ? options.Steps : context.SampleCount is { } samples ? options.TotalSteps(samples) : null);
                    return context with
                    {
                        TotalSteps = steps,
                        TotalSamples = context.TotalSamples ?? steps * options.BatchSize * options.AccumulationSteps,
                        Seed = context.Seed ?? options.Seed,
                    };
                })
            .AddSettings<GraphTrainerOptions, GraphTrainerOptionsValidator>(
                "Graph", static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true));
}
