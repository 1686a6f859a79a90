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
        .AddTriplet().AddContrastive().AddMargin().AddArcFace().AddCosFace().AddProxyNca().AddProxyAnchor()
        .AddVarianceSpread().AddVicReg().AddBarlowTwins().AddAlignmentUniformity().AddCoSent().AddCosineSimilarity().AddMarginMse().AddKlDistillation()
        .AddNtXent().AddSupCon().AddMultiSimilarity().AddCircle().AddSigLip()
        .AddComposite().AddMatryoshka();

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

    /// <summary>Registers <see cref="TripletLoss"/> as <c>Triplet</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddTriplet(this ITrainingBuilder builder, Action<TripletOptions>? configure = null) =>
        builder.AddComponent<ILoss, TripletOptions, TripletOptionsValidator>(
            "Triplet",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new TripletLoss(options),
            configure);

    /// <summary>Registers <see cref="ContrastiveLoss"/> as <c>Contrastive</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddContrastive(this ITrainingBuilder builder, Action<ContrastiveOptions>? configure = null) =>
        builder.AddComponent<ILoss, ContrastiveOptions, ContrastiveOptionsValidator>(
            "Contrastive",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new ContrastiveLoss(options),
            configure);

    /// <summary>Registers <see cref="MarginLoss"/> as <c>Margin</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddMargin(this ITrainingBuilder builder, Action<MarginOptions>? configure = null) =>
        builder.AddComponent<ILoss, MarginOptions, MarginOptionsValidator>(
            "Margin",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new MarginLoss(options),
            configure);

    /// <summary>Registers <see cref="ArcFaceLoss"/> as <c>ArcFace</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddArcFace(this ITrainingBuilder builder, Action<ArcFaceOptions>? configure = null) =>
        builder.AddComponent<ILoss, ArcFaceOptions, ArcFaceOptionsValidator>(
            "ArcFace",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new ArcFaceLoss(options),
            configure);

    /// <summary>Registers <see cref="CosFaceLoss"/> as <c>CosFace</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddCosFace(this ITrainingBuilder builder, Action<CosFaceOptions>? configure = null) =>
        builder.AddComponent<ILoss, CosFaceOptions, CosFaceOptionsValidator>(
            "CosFace",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new CosFaceLoss(options),
            configure);

    /// <summary>Registers <see cref="ProxyNcaLoss"/> as <c>ProxyNca</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddProxyNca(this ITrainingBuilder builder, Action<ProxyNcaOptions>? configure = null) =>
        builder.AddComponent<ILoss, ProxyNcaOptions, ProxyNcaOptionsValidator>(
            "ProxyNca",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new ProxyNcaLoss(options),
            configure);

    /// <summary>Registers <see cref="ProxyAnchorLoss"/> as <c>ProxyAnchor</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddProxyAnchor(this ITrainingBuilder builder, Action<ProxyAnchorOptions>? configure = null) =>
        builder.AddComponent<ILoss, ProxyAnchorOptions, ProxyAnchorOptionsValidator>(
            "ProxyAnchor",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new ProxyAnchorLoss(options),
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

    /// <summary>Registers <see cref="CompositeLoss"/> as <c>Composite</c>: each section below its <c>Parts</c> selects a loss by its own key <c>Type</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddComposite(this ITrainingBuilder builder, Action<CompositeOptions>? configure = null) =>
        builder.AddComponent<ILoss, CompositeOptions, CompositeOptionsValidator>(
            "Composite",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            CompositeParts.Slots,
            CompositeParts.Create,
            configure);

    /// <summary>Registers <see cref="MatryoshkaLoss"/> as <c>Matryoshka</c>: its section <c>Loss</c> selects the inner loss by its own key <c>Type</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Another component has the name.</exception>
    public static ITrainingBuilder AddMatryoshka(this ITrainingBuilder builder, Action<MatryoshkaOptions>? configure = null) =>
        builder.AddComponent<ILoss, MatryoshkaOptions, MatryoshkaOptionsValidator>(
            "Matryoshka",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static options => [new InnerSlot(nameof(options.Loss), TrainingSlots.Loss, options.Loss)],
            static (options, _, inner) => new MatryoshkaLoss(inner.Get<ILoss>(nameof(options.Loss)), options),
            configure);
}
