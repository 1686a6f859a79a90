using Microsoft.Extensions.Configuration;
using RuVector.Training.Losses;

namespace RuVector.Training;

/// <summary>Registers losses for the slot <c>Loss</c>.</summary>
/// <remarks>The name of a loss is the value of the key <c>RuVectorTraining:Loss:Type</c> that selects it and the name of the section below <c>RuVectorTraining:Loss</c> that holds its settings.</remarks>
public static class LossTrainingBuilderExtensions
{
    /// <summary>Registers all losses of this package with their default settings.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has one of the names.</exception>
    public static ITrainingBuilder AddLosses(this ITrainingBuilder builder) => builder.AddInfoNce().AddLocalContrastive().AddSpectralRegularization()
        .AddVarianceSpread().AddVicReg().AddBarlowTwins().AddAlignmentUniformity()
        .AddCoSent().AddCosineSimilarity().AddMarginMse().AddKlDistillation();

    /// <summary>Registers <see cref="InfoNceLoss"/> as <c>InfoNce</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddInfoNce(this ITrainingBuilder builder, Action<InfoNceOptions>? configure = null) =>
        builder.AddComponent<ILoss, InfoNceOptions, InfoNceOptionsValidator>(
            "InfoNce",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new InfoNceLoss(options),
            configure);

    /// <summary>Registers <see cref="LocalContrastiveLoss"/> as <c>LocalContrastive</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddLocalContrastive(this ITrainingBuilder builder, Action<LocalContrastiveOptions>? configure = null) =>
        builder.AddComponent<ILoss, LocalContrastiveOptions, LocalContrastiveOptionsValidator>(
            "LocalContrastive",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new LocalContrastiveLoss(options),
            configure);

    /// <summary>Registers <see cref="SpectralRegularizationLoss"/> as <c>SpectralRegularization</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddSpectralRegularization(this ITrainingBuilder builder, Action<SpectralRegularizationOptions>? configure = null) =>
        builder.AddComponent<ILoss, SpectralRegularizationOptions, SpectralRegularizationOptionsValidator>(
            "SpectralRegularization",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new SpectralRegularizationLoss(options),
            configure);

    /// <summary>Registers <see cref="VarianceSpreadLoss"/> as <c>VarianceSpread</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddVarianceSpread(this ITrainingBuilder builder, Action<VarianceSpreadOptions>? configure = null) =>
        builder.AddComponent<ILoss, VarianceSpreadOptions, VarianceSpreadOptionsValidator>(
            "VarianceSpread",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new VarianceSpreadLoss(options),
            configure);

    /// <summary>Registers <see cref="VicRegLoss"/> as <c>VicReg</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddVicReg(this ITrainingBuilder builder, Action<VicRegOptions>? configure = null) =>
        builder.AddComponent<ILoss, VicRegOptions, VicRegOptionsValidator>(
            "VicReg",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new VicRegLoss(options),
            configure);

    /// <summary>Registers <see cref="BarlowTwinsLoss"/> as <c>BarlowTwins</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddBarlowTwins(this ITrainingBuilder builder, Action<BarlowTwinsOptions>? configure = null) =>
        builder.AddComponent<ILoss, BarlowTwinsOptions, BarlowTwinsOptionsValidator>(
            "BarlowTwins",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new BarlowTwinsLoss(options),
            configure);

    /// <summary>Registers <see cref="AlignmentUniformityLoss"/> as <c>AlignmentUniformity</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddAlignmentUniformity(this ITrainingBuilder builder, Action<AlignmentUniformityOptions>? configure = null) =>
        builder.AddComponent<ILoss, AlignmentUniformityOptions, AlignmentUniformityOptionsValidator>(
            "AlignmentUniformity",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new AlignmentUniformityLoss(options),
            configure);

    /// <summary>Registers <see cref="CoSentLoss"/> as <c>CoSent</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddCoSent(this ITrainingBuilder builder, Action<CoSentOptions>? configure = null) =>
        builder.AddComponent<ILoss, CoSentOptions, CoSentOptionsValidator>(
            "CoSent",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new CoSentLoss(options),
            configure);

    /// <summary>Registers <see cref="CosineSimilarityLoss"/> as <c>CosineSimilarity</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddCosineSimilarity(this ITrainingBuilder builder, Action<CosineSimilarityOptions>? configure = null) =>
        builder.AddComponent<ILoss, CosineSimilarityOptions, CosineSimilarityOptionsValidator>(
            "CosineSimilarity",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new CosineSimilarityLoss(options),
            configure);

    /// <summary>Registers <see cref="MarginMseLoss"/> as <c>MarginMse</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddMarginMse(this ITrainingBuilder builder, Action<MarginMseOptions>? configure = null) =>
        builder.AddComponent<ILoss, MarginMseOptions, MarginMseOptionsValidator>(
            "MarginMse",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new MarginMseLoss(options),
            configure);

    /// <summary>Registers <see cref="KlDistillationLoss"/> as <c>KlDistillation</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddKlDistillation(this ITrainingBuilder builder, Action<KlDistillationOptions>? configure = null) =>
        builder.AddComponent<ILoss, KlDistillationOptions, KlDistillationOptionsValidator>(
            "KlDistillation",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new KlDistillationLoss(options),
            configure);
}
