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
    public static ITrainingBuilder AddOptimizers(this ITrainingBuilder builder) => builder
        .AddSgd().AddAdam().AddAdamW().AddNAdam().AddRAdam().AddAdamax().AddAdagrad().AddRowWiseAdagrad().AddRmsProp().AddLion()
        .AddLamb().AddAdafactor().AddMuon().AddScheduleFreeAdamW().AddEma();

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

    /// <summary>Registers <see cref="NAdamOptimizer"/> as <c>NAdam</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddNAdam(this ITrainingBuilder builder, Action<NAdamOptions>? configure = null) =>
        builder.AddComponent<IOptimizer, NAdamOptions, NAdamOptionsValidator>(
            "NAdam",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new NAdamOptimizer(options),
            configure);

    /// <summary>Registers <see cref="RAdamOptimizer"/> as <c>RAdam</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddRAdam(this ITrainingBuilder builder, Action<RAdamOptions>? configure = null) =>
        builder.AddComponent<IOptimizer, RAdamOptions, RAdamOptionsValidator>(
            "RAdam",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new RAdamOptimizer(options),
            configure);

    /// <summary>Registers <see cref="AdamaxOptimizer"/> as <c>Adamax</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddAdamax(this ITrainingBuilder builder, Action<AdamaxOptions>? configure = null) =>
        builder.AddComponent<IOptimizer, AdamaxOptions, AdamaxOptionsValidator>(
            "Adamax",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new AdamaxOptimizer(options),
            configure);

    /// <summary>Registers <see cref="AdagradOptimizer"/> as <c>Adagrad</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddAdagrad(this ITrainingBuilder builder, Action<AdagradOptions>? configure = null) =>
        builder.AddComponent<IOptimizer, AdagradOptions, AdagradOptionsValidator>(
            "Adagrad",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new AdagradOptimizer(options),
            configure);

    /// <summary>Registers <see cref="RowWiseAdagradOptimizer"/> as <c>RowWiseAdagrad</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddRowWiseAdagrad(this ITrainingBuilder builder, Action<RowWiseAdagradOptions>? configure = null) =>
        builder.AddComponent<IOptimizer, RowWiseAdagradOptions, RowWiseAdagradOptionsValidator>(
            "RowWiseAdagrad",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new RowWiseAdagradOptimizer(options),
            configure);

    /// <summary>Registers <see cref="RmsPropOptimizer"/> as <c>RmsProp</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddRmsProp(this ITrainingBuilder builder, Action<RmsPropOptions>? configure = null) =>
        builder.AddComponent<IOptimizer, RmsPropOptions, RmsPropOptionsValidator>(
            "RmsProp",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new RmsPropOptimizer(options),
            configure);

    /// <summary>Registers <see cref="LionOptimizer"/> as <c>Lion</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddLion(this ITrainingBuilder builder, Action<LionOptions>? configure = null) =>
        builder.AddComponent<IOptimizer, LionOptions, LionOptionsValidator>(
            "Lion",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new LionOptimizer(options),
            configure).AddRelations<LionOptions>(new LionRelationsValidator());

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

    /// <summary>Registers <see cref="EmaOptimizer"/> as <c>Ema</c>; the key <c>Ema:Optimizer:Type</c> selects the optimizer that takes the steps.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddEma(this ITrainingBuilder builder, Action<EmaOptions>? configure = null) =>
        builder.AddComponent<IOptimizer, EmaOptions, EmaOptionsValidator>(
            "Ema",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static options => [new InnerSlot(nameof(options.Optimizer), TrainingSlots.Optimizer, options.Optimizer)],
            static (options, _, inner) => new EmaOptimizer(inner.Get<IOptimizer>(nameof(options.Optimizer)), options),
            configure);

    /// <summary>Registers the check of a relation between settings, once.</summary>
    private static ITrainingBuilder AddRelations<TOptions>(this ITrainingBuilder builder, IValidateOptions<TOptions> validator)
        where TOptions : class
    {
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton(validator));
        return builder;
    }
}
