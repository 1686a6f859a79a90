using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace RuVector.Training;

/// <summary>Registers sections of settings that select no component.</summary>
public static class TrainingBuilderSettingsExtensions
{
    /// <summary>Registers a section of the configuration, with the profiles, checks and refusals of the components but without a key <c>Type</c>.</summary>
    /// <typeparam name="TOptions">The settings; a new object holds the defaults, which hold when there is no section.</typeparam>
    /// <typeparam name="TValidator">Checks the settings.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="section">Name of the section below <c>RuVectorTraining</c>; compared ignoring case.</param>
    /// <param name="bind">Binds the section to the settings, as for a component.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <param name="context">Adds to what components are told of the run, from these settings; for instance the number of steps.</param>
    /// <returns>The builder.</returns>
    /// <remarks>The settings are read with <see cref="TrainingRun.Settings{TOptions}"/>, or alone with <see cref="ITrainingFactory{T}"/> or <see cref="IOptionsFactory{TOptions}"/>, for which the name of the options is the profile.</remarks>
    /// <exception cref="ArgumentException">The name is not a letter followed by letters and digits.</exception>
    /// <exception cref="InvalidOperationException">A section of that name or type is already registered, or the core is not registered.</exception>
    public static ITrainingBuilder AddSettings<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TValidator>(
        this ITrainingBuilder builder,
        string section,
        Action<IConfiguration, TOptions> bind,
        Action<TOptions>? configure = null,
        Func<TrainingRunContext, TOptions, TrainingRunContext>? context = null)
        where TOptions : class, new()
        where TValidator : class, IValidateOptions<TOptions>
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(bind);
        ComponentRegistry.Of(builder).Add(new SettingsSection<TOptions>(section, new OptionsReader<TOptions>(bind, configure), context));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
        builder.Services.AddSingleton<SettingsFactory<TOptions>>();
        builder.Services.AddSingleton<ITrainingFactory<TOptions>>(static provider => provider.GetRequiredService<SettingsFactory<TOptions>>());
        builder.Services.AddSingleton<IOptionsFactory<TOptions>>(static provider => provider.GetRequiredService<SettingsFactory<TOptions>>());
        return builder;
    }
}
