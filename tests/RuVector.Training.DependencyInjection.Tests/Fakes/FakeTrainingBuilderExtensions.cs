using Microsoft.Extensions.Configuration;

namespace RuVector.Training.DependencyInjection.Tests;

/// <summary>Registers the fakes as the packages register their components: two for each slot that matters.</summary>
internal static class FakeTrainingBuilderExtensions
{
    public static ITrainingBuilder AddFakes(this ITrainingBuilder builder) => builder
        .AddMargin()
        .AddCosineMargin()
        .AddDecay()
        .AddPlain()
        .AddWarmup()
        .AddCounting()
        .AddStages()
        .AddNearest();

    public static ITrainingBuilder AddMargin(this ITrainingBuilder builder, Action<MarginOptions>? configure = null) =>
        builder.AddComponent<ILoss, MarginOptions, MarginOptionsValidator>(
            "Margin",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new FakeLoss("Margin", options),
            configure);

    public static ITrainingBuilder AddCosineMargin(this ITrainingBuilder builder, Action<MarginOptions>? configure = null) =>
        builder.AddComponent<ILoss, MarginOptions, MarginOptionsValidator>(
            "CosineMargin",
            static (section, options) => section.Bind(options),
            static (options, _) => new FakeLoss("CosineMargin", options),
            configure);

    public static ITrainingBuilder AddDecay(this ITrainingBuilder builder, Action<DecayOptions>? configure = null) =>
        builder.AddComponent<IOptimizer, DecayOptions, DecayOptionsValidator>(
            "Decay",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new FakeOptimizer(options),
            configure);

    public static ITrainingBuilder AddPlain(this ITrainingBuilder builder) =>
        builder.AddComponent<IOptimizer, DecayOptions, DecayOptionsValidator>(
            "Plain", static (section, options) => section.Bind(options), static (options, _) => new FakeOptimizer(options));

    public static ITrainingBuilder AddWarmup(this ITrainingBuilder builder, Action<WarmupOptions>? configure = null) =>
        builder.AddComponent<IScheduler, WarmupOptions, WarmupOptionsValidator>(
            "Warmup",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, context) => new FakeScheduler(options, context),
            configure);

    public static ITrainingBuilder AddCounting(this ITrainingBuilder builder) =>
        builder.AddComponent<IMetricScheduler, DecayOptions, DecayOptionsValidator>(
            "Counting",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (_, _) => new FakeMetricScheduler());

    public static ITrainingBuilder AddStages(this ITrainingBuilder builder) =>
        builder.AddComponent<IScheduler<CurriculumStage>, StagesOptions, StagesOptionsValidator>(
            "Stages",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new FakeCurriculum(options));

    public static ITrainingBuilder AddNearest(this ITrainingBuilder builder) =>
        builder.AddComponent<INegativeMiner, DecayOptions, DecayOptionsValidator>(
            "Nearest",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new FakeMiner(options));

    public static ITrainingBuilder AddTrainer(this ITrainingBuilder builder, Action<TrainerOptions>? configure = null) =>
        builder.AddSettings<TrainerOptions, TrainerOptionsValidator>(
            "Trainer",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            configure,
            static (context, options) => context with { TotalSteps = context.TotalSteps ?? options.Steps });
}
