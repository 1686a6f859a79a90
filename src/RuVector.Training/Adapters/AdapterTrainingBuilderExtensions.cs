using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RuVector.Training.Adapters;

namespace RuVector.Training;

/// <summary>Registers the settings of adapters.</summary>
public static class AdapterTrainingBuilderExtensions
{
    /// <summary>Registers the section <c>Adapter</c>: <see cref="AdapterOptions"/>, checked when the host starts.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    /// <remarks>A run reads them with <c>run.Settings&lt;AdapterOptions&gt;()</c> and gives them to <see cref="AdapterFactory"/>.</remarks>
    public static ITrainingBuilder AddAdapters(this ITrainingBuilder builder, Action<AdapterOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AdapterOptions>, AdapterTypeValidator>());
        return builder.AddSettings<AdapterOptions, AdapterOptionsValidator>(
            "Adapter", static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true), configure);
    }
}
