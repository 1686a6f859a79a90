using Microsoft.Extensions.Configuration;
using RuVector.Training;

namespace CustomLoss;

/// <summary>Registers the loss; this is all that a package needs for it.</summary>
public static class SquaredGapTrainingBuilderExtensions
{
    /// <summary>Registers <see cref="SquaredGapLoss"/> under the name <c>SquaredGap</c>.</summary>
    public static ITrainingBuilder AddSquaredGap(this ITrainingBuilder builder, Action<SquaredGapOptions>? configure = null) =>
        builder.AddComponent<ILoss, SquaredGapOptions, SquaredGapOptionsValidator>(
            "SquaredGap",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, context) => new SquaredGapLoss(options),
            configure);
}
