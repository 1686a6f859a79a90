using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RuVector.Training.Optimizers;

namespace RuVector.Training;

/// <summary>Registers optimizers for the slot <c>Optimizer</c>.</summary>
/// <remarks>The name of an optimizer is the value of the key <c>RuVectorTraining:Optimizer:Type</c> that selects it and the name of the section below <c>RuVectorTraining:Optimizer</c> that holds its settings.</remarks>
public static class OptimizerTrainingBuilderExtensions
{
    /// <summary>Registers all optimizers of this package with their default settings.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has one of the names.</exception>
    public static ITrainingBuilder AddOptimizers(this ITrainingBuilder builder) =>
        builder.AddSgd().AddAdam().AddAdamW().AddLamb().AddAdafactor().AddMuon().AddScheduleFreeAdamW();

    /// <summary>Registers <see cref="SgdOptimizer"/> as <c>Sgd</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddSgd(this ITrainingBuilder builder, Action<SgdOptions>? configure = null) =>
        builder.AddComponent<IOptimizer, SgdOptions, SgdOptionsValidator>(
            "Sgd",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new SgdOptimizer(options),
            configure).AddRelations<SgdOptions>(new SgdRelationsValidator());

    /// <summary>Registers <see cref="AdamOptimizer"/> as <c>Adam</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddAdam(this ITrainingBuilder builder, Action<AdamOptions>? configure = null) =>
        builder.AddComponent<IOptimizer, AdamOptions, AdamOptionsValidator>(
            "Adam",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new AdamOptimizer(options),
            configure);

    /// <summary>Registers <see cref="AdamWOptimizer"/> as <c>AdamW</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddAdamW(this ITrainingBuilder builder, Action<AdamWOptions>? configure = null) =>
        builder.AddComponent<IOptimizer, AdamWOptions, AdamWOptionsValidator>(
            "AdamW",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new AdamWOptimizer(options),
            configure).AddRelations<AdamWOptions>(new AdamWRelationsValidator());

    /// <summary>Registers <see cref="LambOptimizer"/> as <c>Lamb</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddLamb(this ITrainingBuilder builder, Action<LambOptions>? configure = null) =>
        builder.AddComponent<IOptimizer, LambOptions, LambOptionsValidator>(
            "Lamb",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new LambOptimizer(options),
            configure).AddRelations<LambOptions>(new LambRelationsValidator());

    /// <summary>Registers <see cref="AdafactorOptimizer"/> as <c>Adafactor</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddAdafactor(this ITrainingBuilder builder, Action<AdafactorOptions>? configure = null) =>
        builder.AddComponent<IOptimizer, AdafactorOptions, AdafactorOptionsValidator>(
            "Adafactor",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new AdafactorOptimizer(options),
            configure).AddRelations<AdafactorOptions>(new AdafactorRelationsValidator());

    /// <summary>Registers <see cref="MuonOptimizer"/> as <c>Muon</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddMuon(this ITrainingBuilder builder, Action<MuonOptions>? configure = null) =>
        builder.AddComponent<IOptimizer, MuonOptions, MuonOptionsValidator>(
            "Muon",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new MuonOptimizer(options),
            configure).AddRelations<MuonOptions>(new MuonRelationsValidator());

    /// <summary>Registers <see cref="ScheduleFreeAdamWOptimizer"/> as <c>ScheduleFreeAdamW</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddScheduleFreeAdamW(this ITrainingBuilder builder, Action<ScheduleFreeAdamWOptions>? configure = null) =>
        builder.AddComponent<IOptimizer, ScheduleFreeAdamWOptions, ScheduleFreeAdamWOptionsValidator>(
            "ScheduleFreeAdamW",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new ScheduleFreeAdamWOptimizer(options),
            configure).AddRelations<ScheduleFreeAdamWOptions>(new ScheduleFreeAdamWRelationsValidator());

    /// <summary>Registers the check of a relation between settings, once.</summary>
    private static ITrainingBuilder AddRelations<TOptions>(this ITrainingBuilder builder, IValidateOptions<TOptions> validator)
        where TOptions : class
    {
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton(validator));
        return builder;
    }
}
