using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RuVector.Training.Mining;

namespace RuVector.Training;

/// <summary>Registers miners.</summary>
public static class MiningTrainingBuilderExtensions
{
    /// <summary>Registers all miners of this package.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static ITrainingBuilder AddMining(this ITrainingBuilder builder) =>
        builder.AddRandomMining().AddHardestMining().AddSemiHardMining().AddDistanceWeightedMining().AddSimilarityWeightedMining().AddMultiSimilarityMining();

    /// <summary>Registers <see cref="RandomMiner"/> under the name <c>Random</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    public static ITrainingBuilder AddRandomMining(this ITrainingBuilder builder, Action<RandomMinerOptions>? configure = null) =>
        builder.AddComponent<INegativeMiner, RandomMinerOptions, RandomMinerOptionsValidator>(
            "Random",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new RandomMiner(options),
            configure).CheckedByRules<RandomMinerOptions>();

    /// <summary>Registers <see cref="HardestMiner"/> under the name <c>Hardest</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    public static ITrainingBuilder AddHardestMining(this ITrainingBuilder builder, Action<HardestMinerOptions>? configure = null) =>
        builder.AddComponent<INegativeMiner, HardestMinerOptions, HardestMinerOptionsValidator>(
            "Hardest",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new HardestMiner(options),
            configure).CheckedByRules<HardestMinerOptions>();

    /// <summary>Registers <see cref="SemiHardMiner"/> under the name <c>SemiHard</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    public static ITrainingBuilder AddSemiHardMining(this ITrainingBuilder builder, Action<SemiHardMinerOptions>? configure = null) =>
        builder.AddComponent<INegativeMiner, SemiHardMinerOptions, SemiHardMinerOptionsValidator>(
            "SemiHard",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new SemiHardMiner(options),
            configure).CheckedByRules<SemiHardMinerOptions>();

    /// <summary>Registers <see cref="DistanceWeightedMiner"/> under the name <c>DistanceWeighted</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    public static ITrainingBuilder AddDistanceWeightedMining(this ITrainingBuilder builder, Action<DistanceWeightedMinerOptions>? configure = null) =>
        builder.AddComponent<INegativeMiner, DistanceWeightedMinerOptions, DistanceWeightedMinerOptionsValidator>(
            "DistanceWeighted",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new DistanceWeightedMiner(options),
            configure).CheckedByRules<DistanceWeightedMinerOptions>();

    /// <summary>Registers <see cref="SimilarityWeightedMiner"/> under the name <c>SimilarityWeighted</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    public static ITrainingBuilder AddSimilarityWeightedMining(this ITrainingBuilder builder, Action<SimilarityWeightedMinerOptions>? configure = null) =>
        builder.AddComponent<INegativeMiner, SimilarityWeightedMinerOptions, SimilarityWeightedMinerOptionsValidator>(
            "SimilarityWeighted",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new SimilarityWeightedMiner(options),
            configure).CheckedByRules<SimilarityWeightedMinerOptions>();

    /// <summary>Registers <see cref="MultiSimilarityMiner"/> under the name <c>MultiSimilarity</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    public static ITrainingBuilder AddMultiSimilarityMining(this ITrainingBuilder builder, Action<MultiSimilarityMinerOptions>? configure = null) =>
        builder.AddComponent<INegativeMiner, MultiSimilarityMinerOptions, MultiSimilarityMinerOptionsValidator>(
            "MultiSimilarity",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new MultiSimilarityMiner(options),
            configure).CheckedByRules<MultiSimilarityMinerOptions>();

    private static ITrainingBuilder CheckedByRules<TOptions>(this ITrainingBuilder builder)
        where TOptions : MiningOptions
    {
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, MiningOptionsRules<TOptions>>());
        return builder;
    }
}
