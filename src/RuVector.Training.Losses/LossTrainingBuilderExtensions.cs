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
    public static ITrainingBuilder AddLosses(this ITrainingBuilder builder) =>
        builder.AddInfoNce().AddLocalContrastive().AddSpectralRegularization().AddNtXent().AddSupCon().AddMultiSimilarity().AddCircle().AddSigLip();

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

    /// <summary>Registers <see cref="NtXentLoss"/> as <c>NtXent</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddNtXent(this ITrainingBuilder builder, Action<NtXentOptions>? configure = null) =>
        builder.AddComponent<ILoss, NtXentOptions, NtXentOptionsValidator>(
            "NtXent",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new NtXentLoss(options),
            configure);

    /// <summary>Registers <see cref="SupConLoss"/> as <c>SupCon</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddSupCon(this ITrainingBuilder builder, Action<SupConOptions>? configure = null) =>
        builder.AddComponent<ILoss, SupConOptions, SupConOptionsValidator>(
            "SupCon",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new SupConLoss(options),
            configure);

    /// <summary>Registers <see cref="MultiSimilarityLoss"/> as <c>MultiSimilarity</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddMultiSimilarity(this ITrainingBuilder builder, Action<MultiSimilarityOptions>? configure = null) =>
        builder.AddComponent<ILoss, MultiSimilarityOptions, MultiSimilarityOptionsValidator>(
            "MultiSimilarity",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new MultiSimilarityLoss(options),
            configure);

    /// <summary>Registers <see cref="CircleLoss"/> as <c>Circle</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddCircle(this ITrainingBuilder builder, Action<CircleOptions>? configure = null) =>
        builder.AddComponent<ILoss, CircleOptions, CircleOptionsValidator>(
            "Circle",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new CircleLoss(options),
            configure);

    /// <summary>Registers <see cref="SigLipLoss"/> as <c>SigLip</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddSigLip(this ITrainingBuilder builder, Action<SigLipOptions>? configure = null) =>
        builder.AddComponent<ILoss, SigLipOptions, SigLipOptionsValidator>(
            "SigLip",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new SigLipLoss(options),
            configure);
}
